/* CLOCK_MONOTONIC: the clock that perf records are stamped by, and that strace's stamps are brought to. */
#ifndef FIRSTTOUCH_MONOTONIC_H
#define FIRSTTOUCH_MONOTONIC_H

#include <stdint.h>
#include <time.h>

#define MILLISECOND_NS UINT64_C(1000000)

static inline uint64_t read_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000 * MILLISECOND_NS + (uint64_t)now.tv_nsec;
}

static inline uint64_t monotonic_ns(void) {
    return read_ns(CLOCK_MONOTONIC);
}

#endif
