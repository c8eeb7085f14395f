/* By which way malloc came to a block: what its calls did to the program break and to the address space around it. */
#ifndef FIRSTTOUCH_MALLOC_ROUTE_H
#define FIRSTTOUCH_MALLOC_ROUTE_H

#include <stddef.h>
#include <stdint.h>

/* The address space at one moment, in bytes: all of it, and the program break as an address. */
struct space {
    int64_t total_bytes, break_bytes;
};

struct space read_space(void);

/* How far the break moved, and by how much the rest of the address space grew. */
int64_t break_moved(struct space before, struct space after);
int64_t mapped_beside(struct space before, struct space after);

/* Whether the block lies in the heap that the break bounds. */
int in_heap(const void *block);

/* glibc's own mark of a block that has a mapping to itself: 0 or 1; -1 where malloc is not glibc's. */
int marked_mmapped(const void *block);

/* Says as texts and facts whose malloc this is (mallocFrom: the file that holds it; glibcMalloc: 0 or 1). */
void say_whose_malloc(void);

/*
 * Uses up the free end of glibc's heap, from which any request that fits is served whatever its size: it takes small blocks,
 * which stay. Nothing where malloc is not glibc's.
 */
void drain_heap(void);

/* mallopt() by the parameters "setting" and "value"; nothing for "none". Or unavailable(). */
void apply_setting(void);

/* Runs the body in this thread, or in a second one where the parameter "thread" is "yes". Says inThread: 0 or 1. */
void run_where_asked(void (*body)(void));

#define SETTING_PARAMETERS                                                                                                         \
    {"setting", "none", "what mallopt sets before: none, mmap-threshold, trim-threshold, top-pad, mmap-max, arena-max"},           \
        {"value", "0", "the value that it is set to"}, {"thread", "no", "yes: in a second thread of the process"}

#endif
