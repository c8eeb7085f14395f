/* What each perf record says, in the words of the trace file. */
#ifndef FIRSTTOUCH_TAKE_RECORD_H
#define FIRSTTOUCH_TAKE_RECORD_H

#include <linux/perf_event.h>
#include <stdint.h>
#include <sys/types.h>

struct taken {
    uint64_t minor_faults, major_faults; /* written */
    uint64_t passed_minor, passed_major; /* not written, because a wrapper took them */
    uint64_t lost;                       /* as records of loss said */
};

/* Times count from `launched_ns` (CLOCK_MONOTONIC). `wrapper`: what this process does itself is not written; 0: none.
 * `calls`: they come from tracepoints, and where they cannot be decoded that is said. */
void take_begin(uint64_t launched_ns, pid_t wrapper, int calls);

/* Writes what the record says. Records come in the order of time. */
void take_record(const struct perf_event_header *record, uint64_t time_ns);

/* Writes that `records` were lost. */
void write_lost(uint64_t at_ns, uint64_t records);

const struct taken *taken_so_far(void);

#endif
