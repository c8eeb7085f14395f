/*
 * First touch with pages of a chosen size: base, multi-size huge (mTHP, where the machine allows that size) or huge. The kernel
 * takes the largest size allowed that fits into the mapping around the fault, so the mapping is cut into pieces that fit no larger one.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../../clock.h"
#include "../huge-memory.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"folioBytes", "4096", "the size of page wanted: a page, 16384 ... 1048576, or a huge page"},
    {"sizeBytes", "33554432", "bytes touched as a whole; as many again are touched with each fault timed alone"},
    {NULL, NULL, NULL},
};

#define MAX_FAULTS 65536
static int64_t latencies_ns[MAX_FAULTS];

/* Every other piece gets a flag of its own, without effect here: neighbours whose flags differ stay mappings apart. */
static void cut(unsigned char *address, size_t length, size_t piece) {
    for (size_t at = 0; at < length; at += 2 * piece)
        if (madvise(address + at, piece, MADV_DONTFORK) != 0) failed("madvise(MADV_DONTFORK)");
}

static unsigned char *obtain(size_t length, size_t folio) {
    const size_t huge = required_huge_page_size();
    unsigned char *address = map_huge_aligned(length);
    if (folio > page_size() && folio < huge) cut(address, length, folio < huge / 2 ? 2 * folio : folio);
    advise_pages(address, length, folio > page_size() ? "huge" : "nohuge");
    return address;
}

static int by_value(const void *a, const void *b) {
    const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void touch_each(volatile unsigned char *address, size_t length, size_t step) {
    const size_t count = length / step < MAX_FAULTS ? length / step : MAX_FAULTS;
    for (size_t i = 0; i < count; i++) {
        const uint64_t start = clock_ns();
        address[i * step] = 1;
        latencies_ns[i] = (int64_t)(clock_ns() - start);
    }
    qsort(latencies_ns, count, sizeof *latencies_ns, by_value);
    timed("fault-median", latencies_ns[count / 2]);
    timed("fault-p99", latencies_ns[count * 99 / 100]);
    timed("fault-worst", latencies_ns[count - 1]);
    fact("timedFaults", (int64_t)count);
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes"), folio = (size_t)amount("folioBytes");
    tell_huge_page_mode();
    memset(latencies_ns, 1, sizeof latencies_ns);
    /* Memory that the machine's host has not given yet costs several times as much, and more so in huge pages. */
    unsigned char *warming = obtain(2 * size, folio);
    write_steps(warming, 2 * size, page_size());
    munmap(warming, 2 * size);
    remember_memory();
    unsigned char *address = obtain(2 * size, folio);
    begin("touch");
    write_steps(address, size, page_size());
    end();
    touch_each(address + size, size, folio);
    tell_memory_grown();
    fact("pages", (int64_t)(size / page_size()));
    fact("folioBytes", (int64_t)folio);
    munmap(address, 2 * size);
}

const struct scenario scenario_folio_sizes = {
    "folio-sizes", "first touch with pages of a chosen size, and how long one fault takes", parameters, run};
