/* A private mapping populated by the call: the faults move from first touch to allocate. */
#include <sys/mman.h>

#include "anonymous.h"

static int allocate(struct region *region, size_t size) {
    return map_region(region, size, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1);
}

const struct strategy strategy_mmap_populate = {
    .name = "mmap-populate",
    .summary = "mmap with MAP_POPULATE: every page faulted in by the call",
    .backing = BACKING_ANONYMOUS,
    .populates = 1,
    .allocate = allocate,
    .release = unmap_region,
};
