/* Binding threads to processors: sched_setaffinity. */
#include "processors.h"

#include <sched.h>

#include "scenario.h"

int spread_over_processors(void) {
    cpu_set_t all;
    CPU_ZERO(&all);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) CPU_SET(cpu, &all);
    if (sched_setaffinity(0, sizeof all, &all) != 0) failed("sched_setaffinity");
    if (sched_getaffinity(0, sizeof all, &all) != 0) failed("sched_getaffinity");
    return CPU_COUNT(&all);
}

int bind_to_processor(int nth) {
    cpu_set_t all, one;
    if (sched_getaffinity(0, sizeof all, &all) != 0) return -1;
    CPU_ZERO(&one);
    for (int cpu = 0, seen = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, &all) && seen++ == nth) CPU_SET(cpu, &one);
    return sched_setaffinity(0, sizeof one, &one);
}
