/* Obtains one large block, touches it and gives it back, again and again: what the first round costs, and the later ones. */
#include <stdlib.h>
#include <sys/mman.h>

#include "../allocator-in-use.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "malloc", "malloc and free, calloc and free, mmap and munmap, or keep (one malloc, never freed)"},
    {"blockBytes", "16777216", "bytes asked for"},
    {"touchBytes", "4194304", "of them, bytes touched, a byte a page"},
    {"cycles", "5", "rounds, the first among them"},
    {NULL, NULL, NULL},
};

struct way {
    const char *name;
    void *(*obtain)(size_t size);
    void (*give_back)(void *block, size_t size);
};

static void *kept;

static void *by_malloc(size_t size) {
    return malloc(size);
}

static void *by_calloc(size_t size) {
    return calloc(1, size);
}

static void *by_mmap(size_t size) {
    void *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block == MAP_FAILED ? NULL : block;
}

static void *the_kept(size_t size) {
    if (!kept) kept = malloc(size);
    return kept;
}

static void by_free(void *block, size_t size) {
    (void)size;
    free(block);
}

static void by_munmap(void *block, size_t size) {
    munmap(block, size);
}

static void not_at_all(void *block, size_t size) {
    (void)block;
    (void)size;
}

static const struct way ways[] = {
    {"malloc", by_malloc, by_free},
    {"calloc", by_calloc, by_free},
    {"mmap", by_mmap, by_munmap},
    {"keep", the_kept, not_at_all},
    {NULL, NULL, NULL},
};

static int cycle(const struct way *way, size_t size, size_t touched) {
    unsigned char *block = way->obtain(size);
    if (!block) return 0;
    LAUNDER(block);
    write_pages(block, touched);
    way->give_back(block, size);
    return 1;
}

static void run(void) {
    const struct way *way = ways;
    while (way->name && !is("way", way->name)) way++;
    if (!way->name) refused("no such way", word("way"));
    const size_t size = (size_t)amount("blockBytes"), touched = (size_t)amount("touchBytes");
    const int64_t cycles = amount("cycles"), before = rollup_bytes("Rss:");
    int64_t done = 0;
    begin("first");
    done += cycle(way, size, touched);
    end();
    begin("later");
    for (int64_t i = 1; i < cycles; i++) done += cycle(way, size, touched);
    end();
    if (done != cycles) failed("obtaining the block");
    fact("laterCycles", cycles - 1);
    fact("touchedPages", (int64_t)(touched / page_size()));
    fact("blockBytes", (int64_t)size);
    fact("keptBytes", rollup_bytes("Rss:") - before);
    tell_allocator();
}

const struct scenario scenario_allocation_cycles = {
    "allocation-cycles", "obtains, touches and gives back a large block, again and again", parameters, run};
