/* A file of the scenario's own: written, brought into a state of the page cache, and asked where its pages are. */
#ifndef FIRSTTOUCH_CACHED_FILE_H
#define FIRSTTOUCH_CACHED_FILE_H

#include <stddef.h>
#include <stdint.h>

struct cached_file {
    int fd;
    size_t size; /* whole words of eight bytes */
    uint64_t sum; /* of its words: whoever read every byte finds the same */
};

/* What a scenario's parameter "state" may be. */
#define FILE_STATES \
    "fresh (just written), cold (written to the device, then dropped), warm (read back through read-ahead), warm-small (read back " \
    "page by page)"

/*
 * An unlinked file of `size` bytes in the folder, in that state. Says as facts the file system, the read-ahead of the device
 * and the pages of the file. unavailable() where there is no room, or where the file system cannot have such a state.
 */
struct cached_file make_cached_file(const char *folder, size_t size, const char *state);

/* Brings the file into that state again. */
void set_cache_state(const struct cached_file *file, const char *state);

/* Pages of the file in the page cache by mincore; failed() where the kernel does not say. */
int64_t cached_pages(const struct cached_file *file);

/* The same by cachestat(2), Linux 6.5; -1 with errno where there is none. */
int64_t cachestat_pages(int fd);

/* Says both under these names: the second is missing where there is no cachestat, or where it looks at another file. */
void say_cached_pages(const struct cached_file *file, const char *by_mincore, const char *by_cachestat);

/* Bytes that this process had the device read so far, -1 where /proc/self/io does not say. */
int64_t device_read_bytes(void);

/* Says the difference to what it was, or why it is missing. */
void say_device_bytes(const char *name, int64_t before);

/* The sum of the words of that memory, the loop that every way of reading shares. */
uint64_t sum_words(const void *memory, size_t bytes);

#endif
