/* aligned_alloc to a huge page boundary, the usual way to get malloc memory that huge pages can back whole. */
#include "allocator.h"

static int allocate(struct region *region, size_t size) {
    size_t alignment = huge_page_size() && size >= huge_page_size() ? huge_page_size() : base_page_size();
    return take_allocation(region, libc_aligned_alloc(alignment, round_up(size, alignment)), size, "aligned_alloc");
}

const struct strategy strategy_aligned_alloc = {
    .name = "aligned-alloc",
    .summary = "aligned_alloc to the huge page size (to a page below it)",
    .backing = BACKING_ANONYMOUS,
    .via_malloc = 1,
    .allocate = allocate,
    .release = free_allocation,
};
