/* allocate -> first touch -> second touch -> release, each timed alone with its own counters. */
#ifndef FIRSTTOUCH_PHASE_H
#define FIRSTTOUCH_PHASE_H

#include <stdint.h>

#include "counters.h"
#include "strategy.h"
#include "touch.h"
#include "witness.h"

enum phase { PHASE_ALLOCATE, PHASE_FIRST_TOUCH, PHASE_SECOND_TOUCH, PHASE_RELEASE, PHASES };

extern const char *const phase_names[PHASES];

struct sample {
    uint64_t duration_ns;
    struct usage before, after;
    uint64_t perf_before[PERF_EVENTS], perf_after[PERF_EVENTS];
    struct memory_reading memory; /* witness trials only */
    int ran;
};

/* One step of a trial: a strategy with its settings, and what it measured. */
struct step {
    const struct strategy *strategy;
    const struct pattern *pattern;
    struct touch touch;
    size_t size;
    int second_touch;
    struct region region;
    uint64_t address; /* kept from region, which release clears */
    int error;        /* errno of the phase that failed, 0 where none did */
    enum phase failed_phase;
    struct sample samples[PHASES];
};

/* perf is NULL where no perf counters are wanted; witness asks for the memory reading after each phase. */
struct instruments {
    const struct perf_counter *perf;
    int witness;
};

/* Every phase of the step, up to one that fails. */
void run_step(struct step *step, const struct instruments *with);

/* Allocate or release alone; 0 where it failed, which the step then says. */
int run_call(struct step *step, enum phase phase, const struct instruments *with);

/* Touches `length` bytes of the region from `offset`; the reading goes into `sample`. */
void run_touch(const struct step *step, size_t offset, size_t length, struct sample *sample,
               const struct instruments *with);

#endif
