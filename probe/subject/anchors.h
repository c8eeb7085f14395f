/* Where the parts of this process lie, from its ELF headers, /proc/self and one fresh mapping. */
#ifndef FIRSTTOUCH_ANCHORS_H
#define FIRSTTOUCH_ANCHORS_H

#include <stdint.h>

/* Addresses; -1 where there is no such part, or where it is not told. */
struct anchors {
    int64_t text, data, bss_start, bss_end, heap, mapping, stack;
    int64_t library, loader, vdso;
    /* Fresh mappings of 64 MiB, and of a page more. */
    int64_t large, large_odd;
};

#define ANCHOR_COUNT 12

/* Their names, in the order of the members: of lists, hence plural. */
extern const char *const anchor_names[ANCHOR_COUNT];

struct anchors read_anchors(void);

#endif
