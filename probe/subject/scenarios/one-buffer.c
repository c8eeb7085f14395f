/* One buffer in a fresh process: obtained, written or read or left alone, written again, released. */
#include <string.h>
#include <sys/mman.h>

#include "../obtain.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "malloc", "malloc, calloc, mmap"},
    {"sizeBytes", "16777216", "bytes"},
    {"fill", "0", "the byte that is written, 0 to 255"},
    {"touch", "write", "write (every byte), read (a byte of each page), none"},
    {"timing", "split", "split (phases allocate, touch, again, release), whole (phases fill and release)"},
    {"rounds", "1", "how often, where the whole is timed"},
    {"warmBytes", "0", "memory written and given back beforehand"},
    {"advice", "none", "none, hugepage (MADV_HUGEPAGE on the whole pages, before they are touched)"},
    {NULL, NULL, NULL},
};

static void advise(unsigned char *address, size_t size) {
    if (is("advice", "none")) return;
    const uintptr_t mask = page_size() - 1;
    const uintptr_t start = ((uintptr_t)address + mask) & ~mask;
    const uintptr_t end = ((uintptr_t)address + size) & ~mask;
    if (madvise((void *)start, end - start, MADV_HUGEPAGE) != 0) failed("madvise(MADV_HUGEPAGE)");
}

static int64_t count_other_bytes(const unsigned char *address, size_t size) {
    int64_t other = 0;
    for (size_t at = 0; at < size; at++) other += address[at] != 0;
    return other;
}

/* What the buffer is to the kernel, after it was used. Its middle: malloc may stand it beside other things. */
static void say_mapping(const unsigned char *address, size_t size) {
    struct vma vma;
    const unsigned char *middle = address + size / 2;
    fact("residentBytes", smaps_bytes(middle, "Rss:"));
    fact("hugeBytes", smaps_bytes(middle, "AnonHugePages:"));
    if (find_vma(middle, &vma)) fact("mappedBytes", (int64_t)(vma.end - vma.start));
    fact("offsetInPageBytes", (int64_t)((uintptr_t)address % page_size()));
}

static void use(unsigned char *address, size_t size, int fill) {
    if (is("touch", "write")) {
        begin("touch");
        memset(address, fill, size);
        end();
        begin("again");
        memset(address, fill, size);
        end();
    } else if (is("touch", "read")) {
        begin("touch");
        (void)read_pages(address, size);
        end();
    } else if (!is("touch", "none")) refused("no such touch", word("touch"));
}

static void run_split(const struct way *way, size_t size, int fill) {
    begin("allocate");
    unsigned char *address = way->obtain(size);
    end();
    advise(address, size);
    use(address, size, fill);
    say_mapping(address, size);
    if (is("touch", "none")) fact("otherBytes", count_other_bytes(address, size));
    begin("release");
    way->release(address, size);
    end();
}

static void run_whole(const struct way *way, size_t size, int fill) {
    const int64_t rounds = amount("rounds");
    for (int64_t round = 0; round < rounds; round++) {
        begin("fill");
        unsigned char *address = way->obtain(size);
        memset(address, fill, size);
        end();
        say_mapping(address, size);
        begin("release");
        way->release(address, size);
        end();
    }
}

static void run(void) {
    const struct way *way = way_named(word("way"));
    const size_t size = (size_t)amount("sizeBytes");
    const int fill = (int)amount("fill");
    warm((size_t)amount("warmBytes"));
    fact("sizeBytes", (int64_t)size);
    fact("pageBytes", (int64_t)page_size());
    if (is("timing", "whole")) run_whole(way, size, fill);
    else run_split(way, size, fill);
}

const struct scenario scenario_one_buffer = {
    "one-buffer", "one buffer by malloc, calloc or mmap: obtained, touched, touched again, released", parameters, run};
