/* Memory whose pages may be huge, and the facts that show whether they are. */
#ifndef FIRSTTOUCH_HUGE_MEMORY_H
#define FIRSTTOUCH_HUGE_MEMORY_H

#include <stddef.h>

#include "own.h"

/* The huge page size, or unavailable(). */
size_t required_huge_page_size(void);

/* Anonymous private memory that begins at a multiple of the huge page size, whatever the kernel would have chosen. Or failed(). */
void *map_huge_aligned(size_t length);

/* Advice by its name: "none", "huge", "nohuge". The range is widened to whole pages. Or failed(). */
void advise_pages(void *address, size_t length, const char *advice);

/* Writes one byte each `step` bytes from the start, and the last byte where `step` is a page or less. */
void write_steps(void *address, size_t length, size_t step);

/* Remembers what the process holds, so that what follows is told as growth. */
void remember_memory(void);

/* Facts: hugeBytes (AnonHugePages), rssGrownBytes, hugetlbBytes: what the process has come to hold since. */
void tell_memory_grown(void);

/* A fact of that value, or missing for that reason where the value is negative: the kernel did not say. */
void fact_or_missing(const char *name, int64_t value, const char *reason);

/* Text thpMode: always, madvise or never; "unknown" where the kernel has none. */
void tell_huge_page_mode(void);

#endif
