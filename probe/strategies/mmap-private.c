/* A private anonymous mapping: the post's second arm. */
#include <sys/mman.h>

#include "anonymous.h"

static int allocate(struct region *region, size_t size) {
    return map_region(region, size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

const struct strategy strategy_mmap_private = {
    .name = "mmap-private",
    .summary = "mmap private anonymous, munmap",
    .backing = BACKING_ANONYMOUS,
    .allocate = allocate,
    .release = unmap_region,
};
