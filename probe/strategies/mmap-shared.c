/* A shared anonymous mapping: pages of the kernel's internal tmpfs. */
#include <sys/mman.h>

#include "anonymous.h"

static int allocate(struct region *region, size_t size) {
    return map_region(region, size, MAP_SHARED | MAP_ANONYMOUS, -1);
}

const struct strategy strategy_mmap_shared = {
    .name = "mmap-shared",
    .summary = "mmap shared anonymous (the kernel's shmem), munmap",
    .backing = BACKING_SHMEM,
    .allocate = allocate,
    .release = unmap_region,
};
