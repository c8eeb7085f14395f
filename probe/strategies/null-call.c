/* Obtains nothing, by many system calls that do nothing: what entering and leaving the kernel costs. Calibration only. */
#include <sys/syscall.h>
#include <unistd.h>

#include "../strategy.h"

enum { NULL_CALLS = 1000 };

/* By syscall(2): a C library may answer getppid from memory. */
static int allocate(struct region *region, size_t size) {
    (void)region, (void)size;
    for (int i = 0; i < NULL_CALLS; i++) syscall(SYS_getppid);
    return 0;
}

static int release(struct region *region) {
    (void)region;
    return 0;
}

const struct strategy strategy_null_call = {
    .name = "null-call",
    .summary = "obtain nothing by 1000 system calls that do nothing: calibration",
    .backing = BACKING_NONE,
    .calibrates = NULL_CALLS,
    .allocate = allocate,
    .release = release,
};
