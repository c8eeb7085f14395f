/* Whether a preloaded allocator really took malloc over: a static or refusing loader ignores LD_PRELOAD silently. */
#ifndef FIRSTTOUCH_PRELOAD_H
#define FIRSTTOUCH_PRELOAD_H

struct preload_reading {
    int mapped;              /* the library is in this process's maps */
    int resolves;            /* malloc resolves into it */
    const char *malloc_from; /* the object that malloc resolves into, or NULL */
};

/* 0, or -1 with errno where the library cannot be examined. Allocates nothing. */
int check_preload(const char *library, struct preload_reading *reading);

#endif
