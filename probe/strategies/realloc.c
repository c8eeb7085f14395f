/* realloc, grown to the size in equal steps, as a buffer of unknown final length grows. */
#include <errno.h>

#include "allocator.h"

#define GROWTH_STEPS 16

static int allocate(struct region *region, size_t size) {
    void *address = NULL;
    for (size_t step = 1; step <= GROWTH_STEPS; step++) {
        size_t wanted = size / GROWTH_STEPS * step + (step == GROWTH_STEPS ? size % GROWTH_STEPS : 0);
        void *grown = libc_realloc(address, wanted ? wanted : 1);
        if (!grown) {
            int error = errno;
            libc_free(address);
            errno = error;
            return take_allocation(region, NULL, size, "realloc");
        }
        address = grown;
    }
    return take_allocation(region, address, size, "realloc");
}

const struct strategy strategy_realloc = {
    .name = "realloc",
    .summary = "realloc grown to the size in 16 equal steps",
    .backing = BACKING_ANONYMOUS,
    .via_malloc = 1,
    .allocate = allocate,
    .release = free_allocation,
};
