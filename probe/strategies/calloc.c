/* calloc: zeroed memory, which a fresh mapping is already. */
#include "allocator.h"

static int allocate(struct region *region, size_t size) {
    return take_allocation(region, libc_calloc(1, size), size, "calloc");
}

const struct strategy strategy_calloc = {
    .name = "calloc",
    .summary = "calloc(1, size), freed with free",
    .backing = BACKING_ANONYMOUS,
    .via_malloc = 1,
    .allocate = allocate,
    .release = free_allocation,
};
