/* A set of process ids: one bit each, touched only where somebody lives. */
#ifndef FIRSTTOUCH_PID_SET_H
#define FIRSTTOUCH_PID_SET_H

#include <stdint.h>

/* PID_MAX_LIMIT of 64-bit kernels. */
#define MOST_PIDS (1U << 22)

struct pid_set {
    uint64_t words[MOST_PIDS / 64];
};

static inline int pid_has(const struct pid_set *set, uint32_t pid) {
    return pid < MOST_PIDS && (set->words[pid / 64] >> (pid % 64) & 1);
}

static inline void pid_put(struct pid_set *set, uint32_t pid, int value) {
    if (pid >= MOST_PIDS) return;
    uint64_t bit = UINT64_C(1) << (pid % 64);
    set->words[pid / 64] = value ? set->words[pid / 64] | bit : set->words[pid / 64] & ~bit;
}

#endif
