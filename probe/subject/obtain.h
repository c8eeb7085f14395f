/* One buffer, by malloc, calloc or mmap: obtained, filled and released as a small benchmark does it. */
#ifndef FIRSTTOUCH_OBTAIN_H
#define FIRSTTOUCH_OBTAIN_H

#include <stddef.h>

/* One way to obtain memory. What it cannot give ends the scenario: failed(). */
struct way {
    const char *name;
    void *(*obtain)(size_t size);
    void (*release)(void *address, size_t size);
};

/* malloc, calloc or mmap, or a refusal. */
const struct way *way_named(const char *name);

/* Writes as much memory with 0xA5 and gives it back: the machine's memory behind it is there, and not all zeros. */
void warm(size_t size);

#endif
