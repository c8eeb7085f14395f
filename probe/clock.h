/* The one clock: CLOCK_MONOTONIC_RAW, which no time daemon slews. Read through the vDSO, without a system call. */
#ifndef FIRSTTOUCH_CLOCK_H
#define FIRSTTOUCH_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Nanoseconds since an arbitrary start. Cannot fail for a clock that exists since Linux 2.6.28. */
static inline uint64_t clock_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_RAW, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

#endif
