/*
 * What the kernel counted, read before and after each phase. Two sources: getrusage (always) and perf_event_open
 * (where asked for; each event has a value or a reason). ru_maxrss is never used: a child inherits its parent's.
 */
#ifndef FIRSTTOUCH_COUNTERS_H
#define FIRSTTOUCH_COUNTERS_H

#include <stdint.h>
#include <sys/resource.h>

/* One row of --describe's "sampleColumns", after durationNs, in this order. */
struct usage {
    int64_t minor_faults, major_faults, voluntary_switches, involuntary_switches, user_ns, system_ns;
};

static inline struct usage read_usage(void) {
    struct rusage raw;
    getrusage(RUSAGE_SELF, &raw);
    return (struct usage){
        raw.ru_minflt,
        raw.ru_majflt,
        raw.ru_nvcsw,
        raw.ru_nivcsw,
        raw.ru_utime.tv_sec * INT64_C(1000000000) + raw.ru_utime.tv_usec * INT64_C(1000),
        raw.ru_stime.tv_sec * INT64_C(1000000000) + raw.ru_stime.tv_usec * INT64_C(1000),
    };
}

#define PERF_EVENTS 9

struct perf_event {
    const char *name;
    uint32_t type;
    uint64_t config;
};

extern const struct perf_event perf_events[PERF_EVENTS];

/* One open counter a event: fd, or -1 with the errno; user_only where the kernel's share may not be counted. */
struct perf_counter {
    int fd, error, user_only;
};

void open_perf(struct perf_counter counters[PERF_EVENTS]);

/* Fills values (0 for a counter that is not open). */
void read_perf(const struct perf_counter counters[PERF_EVENTS], uint64_t values[PERF_EVENTS]);

#endif
