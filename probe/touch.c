/*
 * The touch patterns. Page-wise accesses are volatile single stores or loads: neither gcc nor clang may widen, drop or
 * turn them into read-modify-write (which would take two faults a page). memset is called through a volatile pointer,
 * so that the compiler cannot join it with the allocation before it.
 */
#include "touch.h"

#include <stdint.h>
#include <string.h>

static void *(*volatile fill_bytes)(void *, int, size_t) = memset;

static void store(unsigned char *address, unsigned char fill) {
    *(volatile unsigned char *)address = fill;
}

static void load(const unsigned char *address) {
    (void)*(const volatile unsigned char *)address;
}

static void write_all(unsigned char *address, size_t size, const struct touch *touch) {
    if (size) fill_bytes(address, touch->fill, size);
}

/* Page and fill in locals: a store of a byte may alias *touch, and reading it again after each fault would miss L1. */
static void write_page(unsigned char *address, size_t size, const struct touch *touch) {
    const size_t page = touch->page;
    const unsigned char fill = touch->fill;
    for (size_t offset = 0; offset < size; offset += page) store(address + offset, fill);
}

static void read_page(unsigned char *address, size_t size, const struct touch *touch) {
    const size_t page = touch->page;
    for (size_t offset = 0; offset < size; offset += page) load(address + offset);
}

static void read_write_page(unsigned char *address, size_t size, const struct touch *touch) {
    const size_t page = touch->page;
    const unsigned char fill = touch->fill;
    for (size_t offset = 0; offset < size; offset += page) {
        load(address + offset);
        store(address + offset, fill);
    }
}

/*
 * A bijection on [0, 2^bits) by odd multiplication and xor-shift; values at or beyond the page count are skipped. No table:
 * a table would be memory of our own, read between the clock reads.
 */
static void write_page_random(unsigned char *address, size_t size, const struct touch *touch) {
    const size_t stride = touch->page;
    const unsigned char fill = touch->fill;
    const uint64_t pages = (size + stride - 1) / stride;
    unsigned bits = 1;
    while ((UINT64_C(1) << bits) < pages) bits++;
    uint64_t mask = (UINT64_C(1) << bits) - 1;
    unsigned shift = bits / 2 + 1;
    for (uint64_t i = 0; i <= mask; i++) {
        uint64_t page = (i * UINT64_C(0x9E3779B97F4A7C15) + UINT64_C(0x5851F42D)) & mask;
        page ^= page >> shift;
        page = (page * UINT64_C(0xC2B2AE3D27D4EB4F)) & mask;
        page ^= page >> shift;
        if (page < pages) store(address + page * stride, fill);
    }
}

/* Evenly spread pages, chosen by carrying the fraction: after n pages exactly floor(n * fraction) are touched. */
static void write_fraction(unsigned char *address, size_t size, const struct touch *touch) {
    const struct touch local = *touch;
    unsigned carried = 0;
    for (size_t offset = 0; offset < size; offset += local.page) {
        carried += local.fraction_ppm;
        if (carried < 1000000) continue;
        carried -= 1000000;
        store(address + offset, local.fill);
    }
}

static void touch_nothing(unsigned char *address, size_t size, const struct touch *touch) {
    (void)address, (void)size, (void)touch;
}

static const struct pattern
    all = {"write-all", "store the fill byte into every byte (memset)", 0, 1, 0, write_all},
    in_order = {"write-page", "store one byte into every page, in order", 0, 1, 0, write_page},
    at_random = {"write-page-random", "store one byte into every page, in random order", 0, 1, 0, write_page_random},
    reading = {"read-page", "load one byte from every page, in order", 1, 0, 0, read_page},
    both = {"read-write-page", "load, then store one byte in every page", 1, 1, 0, read_write_page},
    fraction = {"write-fraction", "store one byte into an evenly spread fraction of the pages", 0, 1, 1, write_fraction},
    nothing = {"none", "touch nothing", 0, 0, 0, touch_nothing};

const struct pattern *const patterns[] = {&all, &in_order, &at_random, &reading, &both, &fraction, &nothing, NULL};

const struct pattern *pattern_named(const char *name) {
    for (const struct pattern *const *entry = patterns; *entry; entry++)
        if (strcmp((*entry)->name, name) == 0) return *entry;
    return NULL;
}
