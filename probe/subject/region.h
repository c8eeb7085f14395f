/* A range of memory, obtained in one of the ways in which two processes might come to share it. */
#ifndef FIRSTTOUCH_REGION_H
#define FIRSTTOUCH_REGION_H

#include <stddef.h>

/* MADV_COLLAPSE, since Linux 6.1: younger than the headers of many machines. */
#define COLLAPSE_ADVICE 25

struct region {
    unsigned char *address; /* at the start of a page; of a huge page where the way is thp */
    size_t length;
    int fd; /* of what is mapped; -1 where it is anonymous */
    int huge;
};

/* For the meaning of a parameter: the ways by name. */
#define REGION_WAYS                                                                                                       \
    "malloc, private (anonymous, 4 KiB pages), thp (the same, huge pages asked for), shared-anonymous, memfd, dev-shm, "  \
    "file (in folder), sysv"

/* Not touched yet. `folder` is for the way `file`. Or failed(), or unavailable(). A mapping of its own: no neighbour is merged
 * with it, but for malloc. Nothing that it makes has a name or outlives the processes that map it. */
struct region obtain_region(const char *way, size_t length, const char *folder);

/* Writes one byte a page. Where huge pages were asked for, and the kernel had none at hand, it is asked to make them now. */
void make_resident(struct region region);

/* Maps a descriptor, shared, for reading and writing; or failed(). */
struct region map_shared(int fd, size_t length);

#endif
