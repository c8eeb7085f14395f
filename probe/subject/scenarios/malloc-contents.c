/* What a block from malloc or calloc has resident before and after it is touched, and which bytes it holds. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../counters.h"
#include "../malloc-route.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"sizeBytes", "4194304", "bytes of the block"},
    {"call", "malloc", "malloc, calloc"},
    {"source", "fresh", "fresh: the first of the process; recycled: its like was filled with 0xA5 and freed before"},
    {"touch", "none", "none, read (one byte of every page), write (the same), write-all"},
    {"lock", "no", "future: mlockall(MCL_FUTURE) before"},
    {NULL, NULL, NULL},
};

static unsigned char *obtain(size_t size) {
    unsigned char *block = is("call", "calloc") ? calloc(1, size) : malloc(size);
    if (!block) failed(word("call"));
    LAUNDER(block);
    return block;
}

/* Twice: the first is mapped and unmapped, and what freeing it taught malloc lets the second stay in the heap. */
static unsigned char *dirty_and_free(size_t size) {
    unsigned char *block = NULL;
    for (int i = 0; i < 2; i++) {
        block = obtain(size);
        memset(block, 0xA5, size);
        LAUNDER(block);
        free(block);
    }
    return block;
}

static void touch(unsigned char *block, size_t size) {
    if (is("touch", "read"))
        for (size_t at = 0; at < size; at += page_size()) (void)((volatile unsigned char *)block)[at];
    if (is("touch", "write"))
        for (size_t at = 0; at < size; at += page_size()) ((volatile unsigned char *)block)[at] = 1;
    if (is("touch", "write-all")) memset(block, 1, size);
}

static int by_number(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Page frames of the whole pages of the block; the kernel shows their numbers to root alone. */
static void say_frames(const unsigned char *block, size_t size) {
    enum { most = 8192 };
    static uint64_t frames[most];
    const size_t page = page_size();
    const uintptr_t first = ((uintptr_t)block + page - 1) / page, last = ((uintptr_t)block + size) / page;
    const size_t count = last - first < most ? last - first : most;
    const int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
    const ssize_t got = fd < 0 ? -1 : pread(fd, frames, count * sizeof *frames, (off_t)(first * sizeof *frames));
    if (fd >= 0) close(fd);
    const size_t entries = got < 0 ? 0 : (size_t)got / sizeof *frames;
    size_t mapped = 0;
    for (size_t i = 0; i < entries; i++)
        if (frames[i] >> 63) frames[mapped++] = frames[i] & ((UINT64_C(1) << 55) - 1);
    qsort(frames, mapped, sizeof *frames, by_number);
    int64_t distinct = mapped > 0;
    for (size_t i = 1; i < mapped; i++) distinct += frames[i] != frames[i - 1];
    if (entries == 0) fact_missing("frames", "/proc/self/pagemap cannot be read");
    else if (mapped > 0 && frames[mapped - 1] == 0) fact_missing("frames", "the kernel shows page frames to root alone");
    else fact("frames", distinct);
}

static void say_contents(const unsigned char *block, size_t size) {
    int64_t other = 0;
    for (size_t at = 0; at < size; at++) other += block[at] != 0;
    fact("otherBytes", other);
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    say_whose_malloc();
    const unsigned char *former = is("source", "recycled") ? dirty_and_free(size) : NULL;
    if (is("lock", "future") && mlockall(MCL_FUTURE) != 0) failed("mlockall(MCL_FUTURE)");
    const int64_t anonymous = rollup_bytes("Anonymous:"), tables = status_bytes("VmPTE:");
    begin("obtain");
    unsigned char *block = obtain(size);
    end();
    const int64_t anonymous_before = rollup_bytes("Anonymous:");
    const int64_t faults = (int64_t)read_usage().minor_faults;
    begin("touch");
    touch(block, size);
    end();
    fact("touchFaults", (int64_t)read_usage().minor_faults - faults);
    fact("obtainAnonymousBytes", anonymous_before - anonymous);
    fact("touchAnonymousBytes", rollup_bytes("Anonymous:") - anonymous_before);
    fact("pageTableBytes", status_bytes("VmPTE:") - tables);
    fact("pages", (int64_t)(size / page_size()));
    fact("pageBytes", (int64_t)page_size());
    fact("sizeBytes", (int64_t)size);
    fact("reused", former == block);
    fact("mmapped", marked_mmapped(block));
    if (is("touch", "read")) say_frames(block, size);
    if (is("touch", "none") || is("touch", "read")) say_contents(block, size);
    free(block);
}

const struct scenario scenario_malloc_contents = {
    "malloc-contents", "reads what a block from malloc has resident, and which bytes it holds", parameters, run};
