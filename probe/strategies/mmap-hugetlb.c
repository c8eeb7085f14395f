/* A mapping from the reserved hugetlb pool: it cannot fall back to base pages, and fails where the pool is empty. */
#include <errno.h>
#include <sys/mman.h>

#include "../read-file.h"
#include "anonymous.h"

#define HUGETLB_FLAGS (MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB)

/* Bytes of a default hugetlb page; 0 where the kernel has none. munmap takes only multiples of it. */
static size_t page_size;

static void prepare(void) {
    static char text[8192];
    long long kib = read_file("/proc/meminfo", text, sizeof text) > 0 ? number_after(text, "Hugepagesize:") : -1;
    page_size = kib > 0 ? (size_t)kib * 1024 : 0;
}

static const char *unsupported(void) {
    prepare();
    if (!page_size) return "this kernel has no hugetlb pages (no Hugepagesize in /proc/meminfo)";
    struct region region = {0};
    int error = map_region(&region, page_size, HUGETLB_FLAGS, -1);
    if (!error) return unmap_region(&region) ? "munmap of a hugetlb page failed" : NULL;
    return error == ENOMEM ? "the hugetlb pool is empty: reserve pages with sysctl vm.nr_hugepages=N (as root)"
                           : "mmap(MAP_HUGETLB) is refused by this kernel";
}

static int allocate(struct region *region, size_t size) {
    int error = map_region(region, round_up(size, page_size), HUGETLB_FLAGS, -1);
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
