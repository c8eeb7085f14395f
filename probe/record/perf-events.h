/* The kernel's events on every CPU for one process and all that descends from it, and their ring buffers. */
#ifndef FIRSTTOUCH_PERF_EVENTS_H
#define FIRSTTOUCH_PERF_EVENTS_H

#include <sys/types.h>

#include "record-request.h"
#include "ring.h"

#define MAX_CPUS 1024

struct perf_events {
    struct ring rings[MAX_CPUS];
    int count;           /* of rings: one for each CPU that is online */
    int kernel_faults;   /* faults taken inside the kernel are seen too */
    size_t buffer_bytes; /* of each ring, as granted */
};

/* What the events counted, and what they could not put into a ring, summed over CPUs and inherited tasks. */
struct perf_totals {
    uint64_t minor_faults, major_faults;
    uint64_t lost;  /* of records of any kind */
    int lost_known; /* the kernel tells `lost` (since Linux 6.0) */
};

/*
 * Opens what the request asks for, to begin when the process executes another program. 0, or errno: then *what names the
 * attempt. Without the right to see inside the kernel, faults of user code alone are seen.
 */
int events_open(struct perf_events *events, pid_t pid, const struct record_request *request, const char **what);

void events_read(const struct perf_events *events, struct perf_totals *totals);

/* Opens one event of that kind (no tracepoint) for this very process, and closes it; 0, or errno. `user_only`: without the kernel's share. */
int event_try(enum event_kind kind, int user_only, const char **what);

#endif
