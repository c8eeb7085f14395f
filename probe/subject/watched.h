/* Another process, read from outside: what the kernel has counted of it so far, all of its threads together. */
#ifndef FIRSTTOUCH_WATCHED_H
#define FIRSTTOUCH_WATCHED_H

#include <stdint.h>
#include <sys/types.h>

#include "../counters.h"

/* Sizes in bytes; -1 stands for what the kernel does not say. */
struct watched {
    struct usage usage; /* context switches stay 0: the kernel keeps them by thread. Times come in ticks of the kernel. */
    int64_t rss_bytes, address_space_bytes;
};

/* Counts before sizes: reading sizes may make the process take faults, if only by delaying it. 0, or -1 with errno set. */
int read_watched(pid_t pid, struct watched *watched);

/* The same in the other order, for the start of a phase: the counts are the last that is read before it. */
int read_watched_before(pid_t pid, struct watched *watched);

/* Whether a mapping of the process has this text in its path: 1 or 0, -1 with errno set where its maps cannot be read. */
int maps_name(pid_t pid, const char *text);

#endif
