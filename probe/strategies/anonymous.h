/* What every strategy that ends in munmap shares: mapping with the failure named, and giving the mapping back. */
#ifndef FIRSTTOUCH_ANONYMOUS_H
#define FIRSTTOUCH_ANONYMOUS_H

#include "../strategy.h"

/* mmap(NULL, size, read and write, flags, fd, 0) into the region; 0 or errno. */
int map_region(struct region *region, size_t size, int flags, int fd);

/* munmap of what map_region mapped; 0 or errno. */
int unmap_region(struct region *region);

/* madvise over the whole mapping; on failure unmaps it and names the advice as the failed call. */
int advise_region(struct region *region, int advice, const char *advice_name);

/* Whether madvise(advice) works here on one fresh page of the size named; 0 or errno. */
int try_advice(size_t size, int advice);

#endif
