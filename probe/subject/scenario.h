/*
 * The contract of a scenario: what a fresh process does when it is not "obtain, touch, release". One scenario is one file in
 * scenarios/ and one line in scenarios.c. It reads its parameters, does its work in phases that are timed and counted one by
 * one, and says as facts what it saw. It leaves nothing behind: no file, no child, no shared memory object.
 */
#ifndef FIRSTTOUCH_SCENARIO_H
#define FIRSTTOUCH_SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#include "parameters.h"
#include "readings.h"

struct scenario {
    const char *name;
    const char *summary;
    /* What may be asked of it; ends in a parameter without a name. NULL where nothing may. */
    const struct parameter *parameters;
    /* Does the work. Returns when all is said; failed() and unavailable() say so and do not return. */
    void (*run)(void);
};

/* The table of contents of scenarios/, in alphabetical order; ends in NULL. */
extern const struct scenario *const scenarios[];

/* Stops the compiler from knowing where a pointer came from and what stands behind it. */
#define LAUNDER(pointer) __asm__ volatile("" : "+r"(pointer) : : "memory")

#endif
