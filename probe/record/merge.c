/* One thread's records come from one CPU for long stretches, so the earliest ring is read on until another one is earlier. */
#include "merge.h"

static struct ring *earliest(struct ring *rings, int count, uint64_t *next_ns) {
    struct ring *first = &rings[0];
    *next_ns = UINT64_MAX;
    for (int i = 1; i < count; i++) {
        if (rings[i].next_ns < first->next_ns) {
            *next_ns = first->next_ns;
            first = &rings[i];
        } else if (rings[i].next_ns < *next_ns) {
            *next_ns = rings[i].next_ns;
        }
    }
    return first;
}

void merge_until(struct ring *rings, int count, uint64_t until_ns,
                 void (*take)(const struct perf_event_header *record, uint64_t time_ns)) {
    if (!count) return;
    for (int i = 0; i < count; i++) ring_refresh(&rings[i]);
    for (;;) {
        uint64_t other_ns;
        struct ring *ring = earliest(rings, count, &other_ns);
        if (ring->next_ns == UINT64_MAX || ring->next_ns > until_ns) break;
        uint64_t bound_ns = other_ns < until_ns ? other_ns : until_ns;
        do {
            take(ring_record(ring), ring->next_ns);
            ring_advance(ring);
        } while (ring->next_ns <= bound_ns && ring->next_ns != UINT64_MAX);
    }
    for (int i = 0; i < count; i++) ring_release(&rings[i]);
}
