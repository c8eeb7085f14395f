/* What a witness trial reads of the process's memory after each phase. Never called in a timed trial. */
#ifndef FIRSTTOUCH_WITNESS_H
#define FIRSTTOUCH_WITNESS_H

#include <stdint.h>

/* Bytes of the whole process; -1 where the kernel does not say. */
struct memory_reading {
    int64_t rss_bytes, pss_bytes, anon_huge_bytes, peak_rss_bytes;
    const char *region; /* "program break", "mmap area", or NULL; set by read_placement */
};

/* RSS, PSS and AnonHugePages from /proc/self/smaps_rollup (Linux 4.14), VmHWM from /proc/self/status. */
void read_memory(struct memory_reading *reading);

/* Which region of the address space the address lies in, from the name of its VMA in /proc/self/maps. */
void read_placement(uint64_t address, struct memory_reading *reading);

#endif
