/* The volatile pointers to malloc's entry points, and what the malloc family shares. */
#include "allocator.h"

#include <errno.h>
#include <stdlib.h>

void *(*volatile libc_malloc)(size_t) = malloc;
void *(*volatile libc_calloc)(size_t, size_t) = calloc;
void *(*volatile libc_realloc)(void *, size_t) = realloc;
void *(*volatile libc_aligned_alloc)(size_t, size_t) = aligned_alloc;
void (*volatile libc_free)(void *) = free;

int take_allocation(struct region *region, void *address, size_t size, const char *call) {
    if (!address) {
        region->failed_call = call;
        return errno ? errno : ENOMEM;
    }
    region->address = address;
    region->size = size;
    return 0;
}

int free_allocation(struct region *region) {
    libc_free(region->address);
    return 0;
}
