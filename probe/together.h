/* Several arms in one process: in rounds of whole regions, or all mapped at once and touched chunk by chunk. */
#ifndef FIRSTTOUCH_TOGETHER_H
#define FIRSTTOUCH_TOGETHER_H

#include "phase.h"

/* Readings of one trial at the most, over all steps: rounds or chunks times steps. */
#define MAX_RECORDS 16384

enum design_kind { DESIGN_FRESH, DESIGN_IN_PROCESS, DESIGN_INTERLEAVED };

struct design {
    enum design_kind kind;
    int rounds;    /* in-process: how often every step runs whole */
    size_t chunk;  /* interleaved: bytes touched at a time */
    uint64_t seed; /* of the order of the steps in each round or chunk */
};

/* NULL, or why these steps cannot share a process this way. */
const char *check_design(const struct design *design, const struct step *steps, int count);

/* Maps and touches the memory for the readings: before the first clock read. 0 where there is none. */
int prepare_together(const struct design *design, const struct step *steps, int count);

/*
 * Runs the steps; stops at the first that fails. Afterwards every step holds its last round (in-process) or the sums over
 * its chunks (interleaved), and the single readings are there for emit_series.
 */
void run_together(const struct design *design, struct step *steps, int count);

/* Prints ,"series":[{"ns":[...],"minorFaults":[...],"preempted":[...]} a step]: by phase, null where it did not run. */
void emit_series(const struct design *design, const struct step *steps, int count);

#endif
