/* The zero reading: every phase runs and does nothing. What it shows is the cost of the instrument itself. */
#include "../strategy.h"

static int allocate(struct region *region, size_t size) {
    (void)region, (void)size;
    return 0;
}

static int release(struct region *region) {
    (void)region;
    return 0;
}

const struct strategy strategy_none = {
    .name = "none",
    .summary = "obtain nothing: the zero reading of the instrument",
    .backing = BACKING_NONE,
    .allocate = allocate,
    .release = release,
};
