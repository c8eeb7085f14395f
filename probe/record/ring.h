/* One CPU's ring buffer of perf records, as the kernel shares it: read in place, released in large pieces. */
#ifndef FIRSTTOUCH_RING_H
#define FIRSTTOUCH_RING_H

#include <linux/perf_event.h>
#include <stddef.h>
#include <stdint.h>

/* What is asked of every CPU. The records of all go into the ring of the first that is open. */
enum event_kind { EVENT_MINOR, EVENT_MAJOR, EVENT_ENTER, EVENT_EXIT, EVENT_NOTHING, EVENT_KINDS };

/* In this order they are opened: the first that is there has the ring and brings the mappings. */
extern const enum event_kind opening_order[EVENT_KINDS];

struct ring {
    int fds[EVENT_KINDS]; /* -1: not asked for */
    struct perf_event_mmap_page *page;
    size_t size; /* bytes of records, a power of two */
    uint64_t head, tail, released;
    uint64_t next_ns; /* CLOCK_MONOTONIC of the record at tail; UINT64_MAX: there is none */
};

/* The event whose ring it is; -1: none is open. */
int ring_fd(const struct ring *ring);

/* Maps `size` bytes of records; 0, or errno. */
int ring_map(struct ring *ring, size_t size);

void ring_unmap(struct ring *ring);

/* Looks how far the kernel has written. */
void ring_refresh(struct ring *ring);

/* The record at tail, whole, until the next call of any ring. */
const struct perf_event_header *ring_record(const struct ring *ring);

/* Passes over the record at tail. */
void ring_advance(struct ring *ring);

/* Gives everything passed over back to the kernel. */
void ring_release(struct ring *ring);

#endif
