/*
 * The contract between the phases and the ways to obtain memory. One strategy is one file in strategies/ and one line
 * in strategies.c. Whatever differs between strategies goes through this struct; nothing compares their names.
 */
#ifndef FIRSTTOUCH_STRATEGY_H
#define FIRSTTOUCH_STRATEGY_H

#include <stddef.h>

/* What a strategy handed out. `size` is how many bytes the touches may access: 0 for the zero reading. */
struct region {
    unsigned char *address;
    size_t size;
    size_t mapped;           /* what release must give back, where that differs from size */
    const char *failed_call; /* set when allocate or release returns an errno */
};

/* What kind of memory stands behind the region: decides how many faults a touch must take. */
enum backing { BACKING_NONE, BACKING_ANONYMOUS, BACKING_SHMEM, BACKING_HUGETLB };

/* Which page size the strategy asks for. */
enum page_policy { PAGES_DEFAULT, PAGES_HUGE, PAGES_BASE, PAGES_HUGETLB };

struct strategy {
    const char *name;
    const char *summary;
    enum backing backing;
    enum page_policy pages;
    int populates;  /* the faults of the first touch are taken in allocate */
    int via_malloc; /* goes through malloc's entry points: a preloaded allocator replaces it */
    int exclusive;  /* there can be only one such region at a time */
    int calibrates; /* system calls of allocate that only calibrate; 0 for a way to obtain memory */
    /* NULL when this machine can, else why not (static text). May try the call; leaves nothing behind. */
    const char *(*unsupported)(void);
    /* Called once before the first clock read, for what allocate must not find out itself; may be NULL. */
    void (*prepare)(void);
    /* 0, or an errno with region->failed_call set. Touches nothing that it need not touch. */
    int (*allocate)(struct region *region, size_t size);
    /* 0, or an errno with region->failed_call set. */
    int (*release)(struct region *region);
};

/* The table of contents of strategies/, in the order in which --describe lists it; ends in NULL. */
extern const struct strategy *const strategies[];

/* The strategy of that name, or NULL. */
const struct strategy *strategy_named(const char *name);

/* Stops the compiler from knowing where a pointer came from and what stands behind it. */
#define LAUNDER(pointer) __asm__ volatile("" : "+r"(pointer) : : "memory")

/* The base page size in bytes, and the PMD huge page size (0 where the kernel has none). */
size_t base_page_size(void);
size_t huge_page_size(void);

/* The default hugetlb page size in bytes, which need not be the PMD size; 0 where the kernel has none. */
size_t hugetlb_page_size(void);

static inline size_t round_up(size_t size, size_t unit) {
    return unit ? (size + unit - 1) / unit * unit : size;
}

#endif
