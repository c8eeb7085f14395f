/* A private mapping that must not be backed by huge pages. */
#include <sys/mman.h>

#include "anonymous.h"

#ifndef MADV_NOHUGEPAGE
#define MADV_NOHUGEPAGE 15
#endif

static const char *unsupported(void) {
    return try_advice(base_page_size(), MADV_NOHUGEPAGE) == 0 ? NULL : "madvise(MADV_NOHUGEPAGE) is refused: this kernel has no transparent huge pages, so mmap-private is the same";
}

static int allocate(struct region *region, size_t size) {
    int error = map_region(region, size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    return error ? error : advise_region(region, MADV_NOHUGEPAGE, "madvise(MADV_NOHUGEPAGE)");
}

const struct strategy strategy_mmap_nohuge = {
    .name = "mmap-nohuge",
    .summary = "mmap, then madvise(MADV_NOHUGEPAGE): base pages only",
    .backing = BACKING_ANONYMOUS,
    .pages = PAGES_BASE,
    .unsupported = unsupported,
    .allocate = allocate,
    .release = unmap_region,
};
