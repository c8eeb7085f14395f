/* perf_event_open: software events work wherever perf_event_paranoid allows it, hardware ones where there is a PMU. */
#include "counters.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define DTLB(operation) \
    (PERF_COUNT_HW_CACHE_DTLB | (operation) << 8 | (uint64_t)PERF_COUNT_HW_CACHE_RESULT_MISS << 16)

const struct perf_event perf_events[PERF_EVENTS] = {
    {"pageFaults", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS},
    {"minorFaults", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS_MIN},
    {"majorFaults", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS_MAJ},
    {"contextSwitches", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CONTEXT_SWITCHES},
    {"cpuMigrations", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_MIGRATIONS},
    {"cycles", PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES},
    {"instructions", PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS},
    {"dtlbLoadMisses", PERF_TYPE_HW_CACHE, DTLB(PERF_COUNT_HW_CACHE_OP_READ)},
    {"dtlbStoreMisses", PERF_TYPE_HW_CACHE, DTLB(PERF_COUNT_HW_CACHE_OP_WRITE)},
};

static int open_event(const struct perf_event *event, int user_only) {
    struct perf_event_attr attributes;
    memset(&attributes, 0, sizeof attributes);
    attributes.size = sizeof attributes;
    attributes.type = event->type;
    attributes.config = event->config;
    attributes.exclude_kernel = attributes.exclude_hv = (unsigned)user_only & 1u;
    return (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
}

void open_perf(struct perf_counter counters[PERF_EVENTS]) {
    for (int i = 0; i < PERF_EVENTS; i++) {
        counters[i] = (struct perf_counter){open_event(&perf_events[i], 0), 0, 0};
        if (counters[i].fd < 0 && (errno == EACCES || errno == EPERM))
            counters[i] = (struct perf_counter){open_event(&perf_events[i], 1), 0, 1};
        if (counters[i].fd < 0) counters[i].error = errno;
    }
}

void read_perf(const struct perf_counter counters[PERF_EVENTS], uint64_t values[PERF_EVENTS]) {
    for (int i = 0; i < PERF_EVENTS; i++)
        if (counters[i].fd < 0 || read(counters[i].fd, &values[i], sizeof values[i]) != sizeof values[i]) values[i] = 0;
}
