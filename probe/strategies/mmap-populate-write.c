/* A private mapping whose pages are faulted in for writing by one madvise. */
#include <sys/mman.h>

#include "anonymous.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

static const char *unsupported(void) {
    return try_advice(base_page_size(), MADV_POPULATE_WRITE) == 0 ? NULL : "madvise(MADV_POPULATE_WRITE) is refused: it needs Linux 5.14";
}

static int allocate(struct region *region, size_t size) {
    int error = map_region(region, size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    return error ? error : advise_region(region, MADV_POPULATE_WRITE, "madvise(MADV_POPULATE_WRITE)");
}

const struct strategy strategy_mmap_populate_write = {
    .name = "mmap-populate-write",
    .summary = "mmap, then madvise(MADV_POPULATE_WRITE)",
    .backing = BACKING_ANONYMOUS,
    .pages = PAGES_DEFAULT,
    .populates = 1,
    .unsupported = unsupported,
    .allocate = allocate,
    .release = unmap_region,
};
