/* Source: perf_event_open(2), "MMAP layout". Records are multiples of 8 bytes, so no 8-byte member is ever split. */
#include "ring.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Of every sample, whose layout perf-events.c chooses: header, instruction pointer, pid and tid, time. */
#define SAMPLE_TIME_AT 24
/* Every other record ends in pid and tid, time. */
#define TIME_FROM_END 8

static char *bytes_of(const struct ring *ring) {
    return (char *)ring->page + ring->page->data_offset;
}

const enum event_kind opening_order[EVENT_KINDS] = {EVENT_MINOR, EVENT_NOTHING, EVENT_ENTER, EVENT_MAJOR, EVENT_EXIT};

int ring_fd(const struct ring *ring) {
    for (int i = 0; i < EVENT_KINDS; i++)
        if (ring->fds[opening_order[i]] >= 0) return ring->fds[opening_order[i]];
    return -1;
}

int ring_map(struct ring *ring, size_t size) {
    size_t page_bytes = (size_t)sysconf(_SC_PAGESIZE);
    void *page = mmap(NULL, size + page_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, ring_fd(ring), 0);
    if (page == MAP_FAILED) return errno;
    ring->page = page;
    ring->size = size;
    ring->head = ring->tail = ring->released = 0;
    ring->next_ns = UINT64_MAX;
    return 0;
}

void ring_unmap(struct ring *ring) {
    if (ring->page) munmap(ring->page, ring->size + (size_t)sysconf(_SC_PAGESIZE));
    ring->page = NULL;
}

static uint64_t word_at(const struct ring *ring, uint64_t at) {
    uint64_t word;
    memcpy(&word, bytes_of(ring) + (at & (ring->size - 1)), sizeof word);
    return word;
}

static struct perf_event_header header_at(const struct ring *ring, uint64_t at) {
    struct perf_event_header header;
    memcpy(&header, bytes_of(ring) + (at & (ring->size - 1)), sizeof header);
    return header;
}

static void look(struct ring *ring) {
    if (ring->tail >= ring->head) {
        ring->next_ns = UINT64_MAX;
        return;
    }
    struct perf_event_header header = header_at(ring, ring->tail);
    uint64_t at = header.type == PERF_RECORD_SAMPLE ? SAMPLE_TIME_AT : header.size - TIME_FROM_END;
    ring->next_ns = word_at(ring, ring->tail + at);
}

void ring_refresh(struct ring *ring) {
    ring->head = __atomic_load_n(&ring->page->data_head, __ATOMIC_ACQUIRE);
    look(ring);
}

const struct perf_event_header *ring_record(const struct ring *ring) {
    static union {
        struct perf_event_header header;
        char bytes[1 << 16]; /* header.size has 16 bits */
    } whole;
    size_t from = ring->tail & (ring->size - 1), size = header_at(ring, ring->tail).size;
    if (from + size <= ring->size) return (const struct perf_event_header *)(const void *)(bytes_of(ring) + from);
    size_t first = ring->size - from;
    memcpy(whole.bytes, bytes_of(ring) + from, first);
    memcpy(whole.bytes + first, bytes_of(ring), size - first);
    return &whole.header;
}

void ring_advance(struct ring *ring) {
    ring->tail += header_at(ring, ring->tail).size;
    if (ring->tail - ring->released > ring->size / 8) ring_release(ring);
    look(ring);
}

void ring_release(struct ring *ring) {
    __atomic_store_n(&ring->page->data_tail, ring->tail, __ATOMIC_RELEASE);
    ring->released = ring->tail;
}
