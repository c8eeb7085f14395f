/*
 * Dependent loads at random places: where the next one goes is computed from the word just loaded, so that no load begins
 * before the one before it has ended. A chase of pointers, without pointers to write beforehand.
 */
#include <stdint.h>
#include <sys/mman.h>

#include "../huge-memory.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"pages", "small", "small (MADV_NOHUGEPAGE), huge (MADV_HUGEPAGE)"},
    {"sizeBytes", "134217728", "bytes to walk in: a power of two"},
    {"loads", "25000", "loads in each round"},
    {"rounds", "10", "rounds, each timed alone"},
    {NULL, NULL, NULL},
};

#define LINE_BYTES 64
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

/* The high bits of a linear congruential generator (Knuth's MMIX constants), disturbed by what each load brings. */
static uint64_t chase(const unsigned char *address, unsigned line_bits, uint64_t state, int64_t loads) {
    for (int64_t i = 0; i < loads; i++) {
        const uint64_t line = state >> (64 - line_bits);
        const uint64_t loaded = *(const volatile uint64_t *)(address + line * LINE_BYTES);
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407) + loaded;
    }
    return state;
}

/* One call for all pages where the kernel has it (5.14): a fault for each takes longer than the loads. */
static void populate(unsigned char *address, size_t size) {
    if (madvise(address, size, MADV_POPULATE_WRITE) != 0) write_steps(address, size, page_size());
}

static unsigned line_bits_of(size_t size) {
    unsigned bits = 0;
    while ((size_t)LINE_BYTES << (bits + 1) <= size) bits++;
    if (bits == 0 || (size_t)LINE_BYTES << bits != size) refused("not a power of two", "sizeBytes");
    return bits;
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const unsigned line_bits = line_bits_of(size);
    tell_huge_page_mode();
    remember_memory();
    unsigned char *address = map_huge_aligned(size);
    advise_pages(address, size, is("pages", "huge") ? "huge" : "nohuge");
    populate(address, size);
    uint64_t state = 1;
    for (int64_t round = amount("rounds"); round > 0; round--) {
        begin("chase");
        state = chase(address, line_bits, state, amount("loads"));
        end();
    }
    fact("loads", amount("loads"));
    fact("sizeBytes", (int64_t)size);
    fact("lastLine", (int64_t)(state >> (64 - line_bits)));
    tell_memory_grown();
    munmap(address, size);
}

const struct scenario scenario_random_access = {
    "random-access", "dependent loads at random places of memory with small or huge pages", parameters, run};
