/* Touches a region page by page for the first time and again: what each way to get its pages takes in faults and in time. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../clock.h"
#include "../own.h"
#include "../scenario.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

static const struct parameter parameters[] = {
    {"backing", "private", "private, shared (both anonymous), file (in the page cache already)"},
    {"pages", "base", "base (nothing is asked for), huge (aligned, MADV_HUGEPAGE)"},
    {"ahead", "none", "none, map-populate, madvise-populate, mlock: how pages come before the touch"},
    {"access", "write", "write, read, read-then-write: what is done to one byte a page"},
    {"order", "sequential", "sequential, backward, stride (every 17th page, round by round), random"},
    {"sizeBytes", "16777216", "bytes of the region"},
    {"discard", "1", "rounds before the one that counts: they warm the machine's memory"},
    {"rounds", "1", "rounds that count, one after another"},
    {"folder", ".", "where the file of backing=file is made"},
    {NULL, NULL, NULL},
};

struct region {
    void *mapped;
    size_t mapped_bytes;
    unsigned char *at;
};

static size_t size, pages;
static uint32_t *order; /* page numbers, in the order of the touch */
static int file = -1;

static void order_by_stride(size_t stride) {
    size_t next = 0;
    for (size_t first = 0; first < stride; first++)
        for (size_t at = first; at < pages; at += stride) order[next++] = (uint32_t)at;
}

static void shuffle(void) {
    uint64_t state = 88172645463325252u; /* xorshift64 (Marsaglia 2003): the same order in every trial */
    for (size_t i = pages - 1; i > 0; i--) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const size_t other = state % (i + 1);
        const uint32_t kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

static void choose_order(void) {
    order = map_anonymous(pages * sizeof *order);
    order_by_stride(is("order", "stride") ? 17 : 1);
    if (is("order", "backward"))
        for (size_t i = 0; i < pages; i++) order[i] = (uint32_t)(pages - 1 - i);
    else if (is("order", "random")) shuffle();
    else if (!is("order", "sequential") && !is("order", "stride")) refused("no such order", word("order"));
}

static void fill_file(void) {
    static const unsigned char block[65536] = {1};
    file = temporary_file(word("folder"));
    for (size_t done = 0; done < size;) {
        const ssize_t put = pwrite(file, block, sizeof block, (off_t)done);
        if (put <= 0) failed("writing the file");
        done += (size_t)put;
    }
}

/* Huge pages need a range that starts and ends at their borders; base pages begin where the kernel puts them. */
static struct region map(void) {
    const int huge = is("pages", "huge");
    const size_t border = huge ? huge_page_size() : page_size();
    if (border == 0) unavailable("this kernel has no transparent huge pages");
    int flags = is("backing", "private") ? MAP_PRIVATE : MAP_SHARED;
    if (!is("backing", "file")) flags |= MAP_ANONYMOUS;
    if (is("ahead", "map-populate")) flags |= MAP_POPULATE;
    struct region region = {.mapped_bytes = size + (huge ? border : 0)};
    region.mapped = mmap(NULL, region.mapped_bytes, PROT_READ | PROT_WRITE, flags, file, 0);
    if (region.mapped == MAP_FAILED) failed("mmap");
    region.at = (unsigned char *)(((uintptr_t)region.mapped + border - 1) / border * border);
    if (huge && madvise(region.at, size, MADV_HUGEPAGE) != 0) failed("madvise(MADV_HUGEPAGE)");
    return region;
}

static void bring_pages(const struct region *region) {
    if (is("ahead", "madvise-populate") && madvise(region->at, size, MADV_POPULATE_WRITE) != 0) {
        if (errno == EINVAL) unavailable("MADV_POPULATE_WRITE needs Linux 5.14");
        failed("madvise(MADV_POPULATE_WRITE)");
    }
    if (is("ahead", "mlock") && mlock(region->at, size) != 0) failed("mlock");
}

static void touch(const struct region *region) {
    volatile unsigned char *at = region->at;
    const size_t page = page_size();
    if (is("access", "write"))
        for (size_t i = 0; i < pages; i++) at[order[i] * page] = 1;
    else if (is("access", "read"))
        for (size_t i = 0; i < pages; i++) (void)at[order[i] * page];
    else
        for (size_t i = 0; i < pages; i++) at[order[i] * page] = (unsigned char)(at[order[i] * page] + 1);
}

static void discard_one(void) {
    struct region region = map();
    bring_pages(&region);
    touch(&region);
    munmap(region.mapped, region.mapped_bytes);
}

static void say(const struct region *region) {
    fact("touchedPages", (int64_t)pages * amount("rounds"));
    fact("residentBytes", smaps_bytes(region->at, "Rss:"));
    const int64_t huge = smaps_bytes(region->at, "AnonHugePages:");
    if (huge < 0) fact_missing("hugeBytes", "smaps has no AnonHugePages");
    else fact("hugeBytes", huge);
}

static void measure(int last) {
    const uint64_t started = clock_ns();
    begin("obtain");
    struct region region = map();
    bring_pages(&region);
    end();
    begin("touch");
    touch(&region);
    end();
    timed("ready", (int64_t)(clock_ns() - started));
    begin("again");
    touch(&region);
    end();
    if (last) say(&region);
    begin("release");
    munmap(region.mapped, region.mapped_bytes);
    end();
}

static void run(void) {
    size = ((size_t)amount("sizeBytes") + page_size() - 1) / page_size() * page_size();
    pages = size / page_size();
    choose_order();
    if (is("backing", "file")) fill_file();
    for (int64_t i = amount("discard"); i > 0; i--) discard_one();
    for (int64_t left = amount("rounds"); left > 0; left--) measure(left == 1);
    if (file >= 0) close(file);
}

const struct scenario scenario_first_touch = {
    "first-touch", "touches a region page by page for the first time and again", parameters, run};
