/* Frees many chunks of one size in a chosen order, and sees how much of the process that gives back; then trims. */
#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "../allocator-in-use.h"
#include "../draw.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"chunkBytes", "1000", "bytes asked for at a time"},
    {"totalBytes", "16777216", "bytes asked for in all"},
    {"order", "last-first", "last-first, first-first, shuffled, all-but-last (from the first, and never the last)"},
    {NULL, NULL, NULL},
};

static void *allocate(size_t size) {
    unsigned char *chunk = malloc(size);
    if (!chunk) failed("malloc");
    memset(chunk, 1, size);
    return chunk;
}

static void reverse(void **chunks, size_t count) {
    for (size_t i = 0, j = count - 1; i < j; i++, j--) {
        void *other = chunks[i];
        chunks[i] = chunks[j];
        chunks[j] = other;
    }
}

static void shuffle(void **chunks, size_t count) {
    struct draws draws = {88172645463325252u};
    for (size_t i = count - 1; i > 0; i--) {
        const size_t j = draw_below(&draws, i + 1);
        void *other = chunks[i];
        chunks[i] = chunks[j];
        chunks[j] = other;
    }
}

/* Puts the chunks into the order in which they are freed; how many of them are. */
static size_t arrange(void **chunks, size_t count) {
    if (is("order", "last-first")) reverse(chunks, count);
    else if (is("order", "shuffled")) shuffle(chunks, count);
    else if (is("order", "all-but-last")) return count - 1;
    else if (!is("order", "first-first")) refused("no such order", word("order"));
    return count;
}

static void tell_heap(const char *name) {
    struct vma heap;
    fact(name, find_named_vma("[heap]", &heap) ? (int64_t)(heap.end - heap.start) : 0);
}

static void trim(int64_t before) {
#ifdef __GLIBC__
    begin("trim");
    const int released = malloc_trim(0);
    end();
    fact("trimReleased", released);
    fact("keptTrimmedBytes", rollup_bytes("Rss:") - before);
#else
    (void)before;
    fact_missing("keptTrimmedBytes", "malloc_trim is glibc's");
#endif
}

static void run(void) {
    const size_t size = (size_t)amount("chunkBytes");
    const size_t count = (size_t)amount("totalBytes") / size;
    if (count < 2) refused("fewer than two chunks", word("chunkBytes"));
    void **chunks = map_anonymous(count * sizeof *chunks);
    memset(chunks, 1, count * sizeof *chunks);
    const int64_t before = rollup_bytes("Rss:");
    begin("fill");
    for (size_t i = 0; i < count; i++) chunks[i] = allocate(size);
    end();
    fact("chunks", (int64_t)count);
    fact("filledBytes", rollup_bytes("Rss:") - before);
    tell_heap("heapFilledBytes");
    const size_t freed = arrange(chunks, count);
    begin("free");
    for (size_t i = 0; i < freed; i++) free(chunks[i]);
    end();
    fact("keptBytes", rollup_bytes("Rss:") - before);
    tell_heap("heapKeptBytes");
    trim(before);
    tell_allocator();
}

const struct scenario scenario_free_chunks = {
    "free-chunks", "frees many chunks in a chosen order, and sees how much memory that gives back", parameters, run};
