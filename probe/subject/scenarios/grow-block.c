/* Lets a written block grow, in one step or by doubling, and tells by its faults and its contents how that was done. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../malloc-route.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "realloc", "realloc, copy (malloc, memcpy, free), mremap, mmap-copy (mmap, memcpy, munmap)"},
    {"fromBytes", "8388608", "bytes at first, all written"},
    {"toBytes", "16777216", "bytes at last"},
    {"steps", "one", "one, doubling; what is new is written after every step"},
    {"boxed", "no", "yes: another block from malloc stands right behind, so that it cannot grow where it is"},
    {NULL, NULL, NULL},
};

static unsigned char *by_realloc(unsigned char *block, size_t from, size_t to) {
    (void)from;
    return realloc(block, to);
}

static unsigned char *by_copy(unsigned char *block, size_t from, size_t to) {
    unsigned char *larger = malloc(to);
    if (!larger) failed("malloc");
    memcpy(larger, block, from);
    free(block);
    return larger;
}

static unsigned char *by_mremap(unsigned char *block, size_t from, size_t to) {
    void *larger = mremap(block, from, to, MREMAP_MAYMOVE);
    return larger == MAP_FAILED ? NULL : larger;
}

static unsigned char *by_mmap_copy(unsigned char *block, size_t from, size_t to) {
    unsigned char *larger = map_anonymous(to);
    memcpy(larger, block, from);
    munmap(block, from);
    return larger;
}

static const struct way {
    const char *name;
    int mapped;
    unsigned char *(*grow)(unsigned char *block, size_t from, size_t to);
} ways[] = {{"realloc", 0, by_realloc}, {"copy", 0, by_copy}, {"mremap", 1, by_mremap}, {"mmap-copy", 1, by_mmap_copy}};

static const struct way *way_asked(void) {
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (is("way", ways[i].name)) return &ways[i];
    refused("no such way", word("way"));
}

/* Every 512 bytes its own number: what must still be there after growing. */
static void fill(unsigned char *block, size_t from, size_t to) {
    memset(block + from, 1, to - from);
    for (size_t at = from; at + sizeof at <= to; at += 512) memcpy(block + at, &at, sizeof at);
}

static int64_t wrong_numbers(const unsigned char *block, size_t size) {
    int64_t wrong = 0;
    for (size_t at = 0; at + sizeof at <= size; at += 512) wrong += memcmp(block + at, &at, sizeof at) != 0;
    return wrong;
}

static unsigned char *first_block(const struct way *way, size_t size) {
    unsigned char *block = way->mapped ? map_anonymous(size) : malloc(size);
    if (!block) failed("malloc");
    fill(block, 0, size);
    if (!is("boxed", "yes")) return block;
    const unsigned char *behind = malloc(size);
    if (!behind) failed("malloc");
    fact("boxedBytesBehind", (int64_t)(behind - block) - (int64_t)size);
    return block;
}

static void run(void) {
    const size_t from = (size_t)amount("fromBytes"), to = (size_t)amount("toBytes");
    const struct way *way = way_asked();
    say_whose_malloc();
    unsigned char *block = first_block(way, from);
    fact("mmapped", way->mapped ? 1 : marked_mmapped(block));
    fact("inHeap", in_heap(block));
    int64_t moves = 0, steps = 0;
    for (size_t size = from; size < to; steps++) {
        const size_t next = is("steps", "doubling") && size * 2 < to ? size * 2 : to;
        begin("grow");
        unsigned char *grown = way->grow(block, size, next);
        end();
        if (!grown) failed(way->name);
        LAUNDER(grown);
        moves += grown != block;
        block = grown;
        begin("write");
        fill(block, size, next);
        end();
        size = next;
    }
    fact("moves", moves);
    fact("steps", steps);
    fact("oldPages", (int64_t)(from / page_size()));
    fact("newPages", (int64_t)((to - from) / page_size()));
    fact("wrongNumbers", wrong_numbers(block, to));
    if (way->mapped) munmap(block, to);
    else free(block);
}

const struct scenario scenario_grow_block = {
    "grow-block", "lets a written block grow, by realloc, mremap or a copy", parameters, run};
