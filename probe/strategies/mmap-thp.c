/* A private mapping that asks for transparent huge pages. */
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include "../read-file.h"
#include "anonymous.h"

#ifndef MADV_HUGEPAGE
#define MADV_HUGEPAGE 14
#endif

static const char *unsupported(void) {
    char mode[64];
    read_file("/sys/kernel/mm/transparent_hugepage/enabled", mode, sizeof mode);
    if (strstr(mode, "[never]"))
        return "/sys/kernel/mm/transparent_hugepage/enabled is never: madvise(MADV_HUGEPAGE) has no effect";
    if (prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0) == 1)
        return "transparent huge pages are disabled for this process (PR_SET_THP_DISABLE)";
    if (try_advice(base_page_size(), MADV_HUGEPAGE) == 0) return NULL;
    return "madvise(MADV_HUGEPAGE) is refused: this kernel has no transparent huge pages";
}

static int allocate(struct region *region, size_t size) {
    int error = map_region(region, size, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    return error ? error : advise_region(region, MADV_HUGEPAGE, "madvise(MADV_HUGEPAGE)");
}

const struct strategy strategy_mmap_thp = {
    .name = "mmap-thp",
    .summary = "mmap, then madvise(MADV_HUGEPAGE): transparent huge pages",
    .backing = BACKING_ANONYMOUS,
    .pages = PAGES_HUGE,
    .unsupported = unsupported,
    .allocate = allocate,
    .release = unmap_region,
};
