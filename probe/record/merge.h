/* The records of all CPUs in the order of time. */
#ifndef FIRSTTOUCH_MERGE_H
#define FIRSTTOUCH_MERGE_H

#include "ring.h"

/*
 * Hands every record up to that moment (CLOCK_MONOTONIC) to `take`, the earliest first. A moment that lies far enough in the
 * past makes the order final: what is written later is stamped later. UINT64_MAX takes everything.
 */
void merge_until(struct ring *rings, int count, uint64_t until_ns,
                 void (*take)(const struct perf_event_header *record, uint64_t time_ns));

#endif
