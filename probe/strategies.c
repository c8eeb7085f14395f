/* The table of contents of strategies/: one line each, in the order in which --describe lists them. */
#include "strategy.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "read-file.h"

extern const struct strategy strategy_none, strategy_null_call, strategy_malloc, strategy_calloc, strategy_realloc, strategy_brk,
    strategy_mmap_private, strategy_mmap_shared, strategy_mmap_populate, strategy_mmap_populate_write, strategy_mmap_thp,
    strategy_mmap_nohuge, strategy_mmap_hugetlb, strategy_memfd, strategy_mmap_dev_zero, strategy_aligned_alloc;

const struct strategy *const strategies[] = {
    &strategy_none,
    &strategy_null_call,
    &strategy_malloc,
    &strategy_calloc,
    &strategy_realloc,
    &strategy_brk,
    &strategy_mmap_private,
    &strategy_mmap_shared,
    &strategy_mmap_populate,
    &strategy_mmap_populate_write,
    &strategy_mmap_thp,
    &strategy_mmap_nohuge,
    &strategy_mmap_hugetlb,
    &strategy_memfd,
    &strategy_mmap_dev_zero,
    &strategy_aligned_alloc,
    NULL,
};

const struct strategy *strategy_named(const char *name) {
    for (const struct strategy *const *entry = strategies; *entry; entry++)
        if (strcmp((*entry)->name, name) == 0) return *entry;
    return NULL;
}

size_t base_page_size(void) {
    static size_t size;
    if (!size) size = (size_t)sysconf(_SC_PAGESIZE);
    return size;
}

size_t hugetlb_page_size(void) {
    static size_t size = 1;
    static char text[8192];
    if (size != 1) return size;
    long long kib = read_file("/proc/meminfo", text, sizeof text) > 0 ? number_after(text, "Hugepagesize:") : -1;
    return size = kib > 0 ? (size_t)kib * 1024 : 0;
}

size_t huge_page_size(void) {
    static size_t size = 1;
    if (size != 1) return size;
    char text[32];
    read_file("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size", text, sizeof text);
    return size = (size_t)strtoull(text, NULL, 10);
}
