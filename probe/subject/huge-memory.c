/* Counted over the whole process (smaps_rollup): a buffer may lie in several mappings, or share one with its neighbours. */
#include "huge-memory.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "../read-file.h"
#include "scenario.h"

static int64_t rss_before, huge_before, hugetlb_before;

size_t required_huge_page_size(void) {
    const size_t size = huge_page_size();
    if (size == 0) unavailable("this kernel has no transparent huge pages");
    return size;
}

void *map_huge_aligned(size_t length) {
    const size_t huge = required_huge_page_size();
    unsigned char *room = map_anonymous(length + huge);
    const size_t skipped = (huge - (uintptr_t)room % huge) % huge;
    /* The rest goes back, so that it cannot merge with the memory under test and share its counters. */
    if (skipped) munmap(room, skipped);
    if (huge - skipped) munmap(room + skipped + length, huge - skipped);
    return room + skipped;
}

void advise_pages(void *address, size_t length, const char *advice) {
    if (strcmp(advice, "none") == 0) return;
    const size_t offset = (uintptr_t)address % page_size();
    unsigned char *start = (unsigned char *)address - offset;
    const size_t whole = (offset + length + page_size() - 1) / page_size() * page_size();
    if (strcmp(advice, "huge") == 0) {
        if (madvise(start, whole, MADV_HUGEPAGE) != 0) failed("madvise(MADV_HUGEPAGE)");
    } else if (strcmp(advice, "nohuge") == 0) {
        if (madvise(start, whole, MADV_NOHUGEPAGE) != 0) failed("madvise(MADV_NOHUGEPAGE)");
    } else refused("no such advice", advice);
}

void write_steps(void *address, size_t length, size_t step) {
    volatile unsigned char *byte = address;
    for (size_t at = 0; at < length; at += step) byte[at] = 1;
    if (step <= page_size()) byte[length - 1] = 1;
}

void remember_memory(void) {
    /* Once beforehand: the first reading of each file makes pages of the readers resident. */
    has_vm_flag(&rss_before, "");
    for (int i = 0; i < 2; i++) {
        hugetlb_before = status_bytes("HugetlbPages:");
        huge_before = rollup_bytes("AnonHugePages:");
        rss_before = rollup_bytes("Rss:");
    }
}

void fact_or_missing(const char *name, int64_t value, const char *reason) {
    if (value < 0) fact_missing(name, reason);
    else fact(name, value);
}

static void tell_grown(const char *name, int64_t before, int64_t now, const char *source) {
    if (before < 0 || now < 0) fact_missing(name, source);
    else fact(name, now - before);
}

void tell_memory_grown(void) {
    tell_grown("rssGrownBytes", rss_before, rollup_bytes("Rss:"), "no Rss in /proc/self/smaps_rollup");
    tell_grown("hugeBytes", huge_before, rollup_bytes("AnonHugePages:"), "no AnonHugePages in /proc/self/smaps_rollup");
    tell_grown("hugetlbBytes", hugetlb_before, status_bytes("HugetlbPages:"), "no HugetlbPages in /proc/self/status");
}

void tell_huge_page_mode(void) {
    char text[64] = "";
    read_file("/sys/kernel/mm/transparent_hugepage/enabled", text, sizeof text);
    char *chosen = strchr(text, '['), *end = chosen ? strchr(chosen, ']') : NULL;
    if (end) *end = 0;
    fact_text("thpMode", end ? chosen + 1 : "unknown");
}
