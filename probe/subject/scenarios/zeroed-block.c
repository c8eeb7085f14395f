/* A zeroed block by calloc, or by malloc and memset: from fresh memory, or from memory that the process had before. */
#include <stdlib.h>
#include <string.h>

#include "../malloc-route.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "calloc", "calloc, malloc (and memset)"},
    {"sizeBytes", "262144", "bytes of the block"},
    {"source", "fresh", "fresh: one block, the first; recycled: the same one again and again, written and freed in between"},
    {"rounds", "1", "how many blocks of recycled memory are timed"},
    {"afterwards", "nothing", "nothing, write: every byte is written afterwards, within the phase"},
    {NULL, NULL, NULL},
};

static unsigned char *zeroed(size_t size, int by_calloc) {
    unsigned char *block = by_calloc ? calloc(1, size) : malloc(size);
    if (!block) failed(word("way"));
    LAUNDER(block);
    if (!by_calloc) memset(block, 0, size);
    return block;
}

static int64_t other_bytes(const unsigned char *block, size_t size) {
    int64_t count = 0;
    for (size_t at = 0; at < size; at++) count += block[at] != 0;
    return count;
}

/* A small block stays above the large one, so that it returns to a bin and not to the heap's free end. */
static void make_recyclable(size_t size) {
    for (int i = 0; i < 2; i++) {
        unsigned char *block = malloc(size);
        void *above = malloc(2000);
        if (!block || !above) failed("malloc");
        LAUNDER(above);
        memset(block, 0xA5, size);
        LAUNDER(block);
        free(block);
    }
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const int recycled = is("source", "recycled"), by_calloc = is("way", "calloc"), write = is("afterwards", "write");
    const int64_t rounds = recycled ? amount("rounds") : 1;
    say_whose_malloc();
    if (recycled) make_recyclable(size);
    const unsigned char *former = NULL;
    int64_t reused = 0, other = 0;
    for (int64_t i = 0; i < rounds; i++) {
        begin("obtain");
        unsigned char *block = zeroed(size, by_calloc);
        if (write) memset(block, 1, size);
        end();
        reused += block == former;
        former = block;
        if (!write) other += other_bytes(block, size);
        memset(block, 0xA5, size);
        LAUNDER(block);
        free(block);
    }
    fact("rounds", rounds);
    fact("reusedRounds", reused);
    fact("otherBytes", other);
    fact("sizeBytes", (int64_t)size);
    fact("pages", (int64_t)(size / page_size()));
}

const struct scenario scenario_zeroed_block = {
    "zeroed-block", "times a zeroed block by calloc, or by malloc and memset", parameters, run};
