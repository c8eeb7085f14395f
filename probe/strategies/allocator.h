/*
 * malloc's entry points, called through volatile pointers: the compiler can neither recognise the pair malloc + memset(0)
 * as calloc, nor drop an allocation whose contents are never read (gcc and clang do both from -O1).
 * The pointers are bound when the program is loaded, so no lazy symbol look-up falls into a timed phase, and a
 * preloaded allocator replaces them like any other caller's.
 */
#ifndef FIRSTTOUCH_ALLOCATOR_H
#define FIRSTTOUCH_ALLOCATOR_H

#include "../strategy.h"

extern void *(*volatile libc_malloc)(size_t);
extern void *(*volatile libc_calloc)(size_t, size_t);
extern void *(*volatile libc_realloc)(void *, size_t);
extern void *(*volatile libc_aligned_alloc)(size_t, size_t);
extern void (*volatile libc_free)(void *);

/* Puts an allocator's answer into the region; 0 or errno (ENOMEM where the allocator set none). */
int take_allocation(struct region *region, void *address, size_t size, const char *call);

/* free(); always 0. */
int free_allocation(struct region *region);

#endif
