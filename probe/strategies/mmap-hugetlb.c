/* A mapping from the reserved hugetlb pool: it cannot fall back to base pages, and fails where the pool is empty. */
#include <errno.h>
#include <sys/mman.h>

#include "anonymous.h"

#define HUGETLB_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB)

static void prepare(void) {
    hugetlb_page_size();
}

static const char *unsupported(void) {
    size_t page_size = hugetlb_page_size();
    if (!page_size) return "this kernel has no hugetlb pages (no Hugepagesize in /proc/meminfo)";
    struct region region = {0};
    int error = map_region(&region, page_size, HUGETLB_FLAGS, -1);
    if (!error) return unmap_region(&region) ? "munmap of a hugetlb page failed" : NULL;
    return error == ENOMEM ? "the hugetlb pool is empty: reserve pages with sysctl vm.nr_hugepages=N (as root)"
                           : "mmap(MAP_HUGETLB) is refused by this kernel";
}

static int allocate(struct region *region, size_t size) {
    int error = map_region(region, round_up(size, hugetlb_page_size()), HUGETLB_FLAGS, -1);
    region->size = size;
    return error;
}

const struct strategy strategy_mmap_hugetlb = {
    .name = "mmap-hugetlb",
    .summary = "mmap with MAP_HUGETLB: reserved huge pages",
    .backing = BACKING_HUGETLB,
    .pages = PAGES_HUGETLB,
    .unsupported = unsupported,
    .prepare = prepare,
    .allocate = allocate,
    .release = unmap_region,
};
