/* The program break moved by hand, page-aligned, and moved back. */
#include <errno.h>
#include <stdint.h>
#include <unistd.h>

#include "../strategy.h"

static int allocate(struct region *region, size_t size) {
    unsigned char *before = sbrk(0);
    size_t padding = round_up((uintptr_t)before, base_page_size()) - (uintptr_t)before;
    if (size > INTPTR_MAX - padding || sbrk((intptr_t)(size + padding)) == (void *)-1) {
        region->failed_call = "brk";
        return ENOMEM;
    }
    region->address = before + padding;
    region->size = size;
    region->mapped = size + padding;
    return 0;
}

static int release(struct region *region) {
    if (brk(region->address + region->size - region->mapped) == 0) return 0;
    region->failed_call = "brk";
    return errno;
}

const struct strategy strategy_brk = {
    .name = "brk",
    .summary = "the program break moved up with sbrk, and back",
    .backing = BACKING_ANONYMOUS,
    .exclusive = 1,
    .allocate = allocate,
    .release = release,
};
