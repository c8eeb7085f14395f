/* Through the table, so that nothing between two clock reads is chosen by comparing names. */
#include "obtain.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "own.h"
#include "scenario.h"

static void *by_malloc(size_t size) {
    void *address = malloc(size);
    if (!address) failed("malloc");
    LAUNDER(address);
    return address;
}

static void *by_calloc(size_t size) {
    void *address = calloc(1, size);
    if (!address) failed("calloc");
    LAUNDER(address);
    return address;
}

static void by_free(void *address, size_t size) {
    (void)size;
    free(address);
}

static void by_munmap(void *address, size_t size) {
    if (munmap(address, size) != 0) failed("munmap");
}

const struct way *way_named(const char *name) {
    static const struct way ways[] = {
        {"malloc", by_malloc, by_free}, {"calloc", by_calloc, by_free}, {"mmap", map_anonymous, by_munmap}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (strcmp(ways[i].name, name) == 0) return &ways[i];
    refused("no such way to obtain memory", name);
}

void warm(size_t size) {
    if (size == 0) return;
    void *address = map_anonymous(size);
    memset(address, 0xA5, size);
    by_munmap(address, size);
}
