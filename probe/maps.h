/* The lines of /proc/self/maps, one by one, without stdio and without allocating. */
#ifndef FIRSTTOUCH_MAPS_H
#define FIRSTTOUCH_MAPS_H

#include <stdint.h>

struct map_line {
    uint64_t start, end;
    unsigned device_major, device_minor;
    uint64_t inode;
    const char *path; /* "" for an anonymous mapping; valid during the visit */
};

/* Calls visit for each line until it returns 0. Returns 0, or -1 with errno where the file cannot be read. */
int each_map(int (*visit)(const struct map_line *line, void *context), void *context);

#endif
