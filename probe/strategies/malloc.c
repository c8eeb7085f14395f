/* malloc, as any program calls it. */
#include "allocator.h"

static int allocate(struct region *region, size_t size) {
    return take_allocation(region, libc_malloc(size), size, "malloc");
}

const struct strategy strategy_malloc = {
    .name = "malloc",
    .summary = "malloc(size), freed with free",
    .backing = BACKING_ANONYMOUS,
    .via_malloc = 1,
    .allocate = allocate,
    .release = free_allocation,
};
