/* Turns by futex: not FUTEX_PRIVATE, for the two are processes. */
#include "turns.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "readings.h"

void give_turn(uint32_t *now, uint32_t turn) {
    __atomic_store_n(now, turn, __ATOMIC_RELEASE);
    syscall(SYS_futex, now, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

int await_turn(uint32_t *now, uint32_t turn) {
    const struct timespec patience = {10, 0};
    for (;;) {
        const uint32_t seen = __atomic_load_n(now, __ATOMIC_ACQUIRE);
        if (seen >= turn) return 0;
        if (syscall(SYS_futex, now, FUTEX_WAIT, seen, &patience, NULL, 0) != 0 && errno == ETIMEDOUT) return -1;
    }
}

void expect_turn(uint32_t *now, uint32_t turn) {
    if (await_turn(now, turn) != 0) failed("waiting for the other process");
}
