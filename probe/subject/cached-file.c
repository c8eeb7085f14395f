/* Files whose pages are where a scenario wants them, each state verified by what the kernel says of it. */
#include "cached-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "file-system.h"
#include "own.h"
#include "scenario.h"

#ifndef SYS_cachestat
#define SYS_cachestat 451 /* the same on every architecture */
#endif

#define CHUNK_BYTES ((size_t)1 << 20)

uint64_t sum_words(const void *memory, size_t bytes) {
    const uint64_t *word = memory;
    const size_t words = bytes / sizeof *word;
    uint64_t a = 0, b = 0, c = 0, d = 0;
    size_t at = 0;
    for (; at + 4 <= words; at += 4) {
        a += word[at];
        b += word[at + 1];
        c += word[at + 2];
        d += word[at + 3];
    }
    for (; at < words; at++) a += word[at];
    return a + b + c + d;
}

/* Keeps a sixteenth more than asked for free: others write, too. */
static void require_room(int fd, size_t size) {
    static char reason[160];
    struct statvfs room;
    if (fstatvfs(fd, &room) != 0) failed("fstatvfs");
    const uint64_t free_bytes = (uint64_t)room.f_bavail * room.f_frsize;
    if (free_bytes >= size + size / 16) return;
    snprintf(reason, sizeof reason, "the file system of the folder for files has %llu bytes left, and the file needs %zu",
             (unsigned long long)free_bytes, size);
    unavailable(reason);
}

static void write_whole(int fd, const char *bytes, size_t length) {
    for (size_t done = 0; done < length;) {
        const ssize_t wrote = write(fd, bytes + done, length - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0 && (errno == ENOSPC || errno == EDQUOT)) unavailable("the file system of the folder for files is full");
        if (wrote <= 0) failed("write");
        done += (size_t)wrote;
    }
}

static uint64_t fill(int fd, size_t size) {
    uint64_t *chunk = malloc(CHUNK_BYTES), sum = 0, word = 1;
    if (!chunk) failed("malloc");
    for (size_t done = 0; done < size;) {
        const size_t length = size - done < CHUNK_BYTES ? size - done : CHUNK_BYTES;
        for (size_t i = 0; i < length / sizeof word; i++) chunk[i] = word = word * 6364136223846793005u + 1442695040888963407u;
        sum += sum_words(chunk, length);
        write_whole(fd, (const char *)chunk, length);
        done += length;
    }
    free(chunk);
    return sum;
}

static void read_all(int fd, size_t size) {
    char *chunk = malloc(CHUNK_BYTES);
    if (!chunk) failed("malloc");
    for (size_t done = 0; done < size;) {
        const ssize_t got = pread(fd, chunk, CHUNK_BYTES, (off_t)done);
        if (got <= 0) failed("pread");
        done += (size_t)got;
    }
    free(chunk);
}

int64_t cached_pages(const struct cached_file *file) {
    void *view = mmap(NULL, file->size, PROT_READ, MAP_SHARED, file->fd, 0);
    if (view == MAP_FAILED) failed("mmap");
    const int64_t pages = resident_pages(view, file->size);
    if (pages < 0) failed("mincore");
    munmap(view, file->size);
    return pages;
}

/* Pages are dropped when nobody holds them: one that is just being read or written back is passed over, so again. */
static void drop(const struct cached_file *file) {
    if (fsync(file->fd) != 0) failed("fsync");
    for (int attempt = 0; attempt < 20; attempt++) {
        if (posix_fadvise(file->fd, 0, 0, POSIX_FADV_DONTNEED) != 0) failed("posix_fadvise(POSIX_FADV_DONTNEED)");
        if (cached_pages(file) == 0) return;
        usleep(1000);
    }
}

void set_cache_state(const struct cached_file *file, const char *state) {
    if (strcmp(state, "fresh") == 0) return;
    const int cold = strcmp(state, "cold") == 0, small = strcmp(state, "warm-small") == 0;
    if (!cold && !small && strcmp(state, "warm") != 0) refused("no such state of the cache", state);
    if (is_memory_file_system(file->fd)) {
        if (cold) unavailable("the folder for files is a file system in memory: no page of a file can be cold there");
        return;
    }
    drop(file);
    if (cold) return;
    if (small && posix_fadvise(file->fd, 0, 0, POSIX_FADV_RANDOM) != 0) failed("posix_fadvise(POSIX_FADV_RANDOM)");
    read_all(file->fd, file->size);
    if (small && posix_fadvise(file->fd, 0, 0, POSIX_FADV_NORMAL) != 0) failed("posix_fadvise(POSIX_FADV_NORMAL)");
}

struct cached_file make_cached_file(const char *folder, size_t size, const char *state) {
    if (size == 0 || size % sizeof(uint64_t)) refused("not whole words of eight bytes", "sizeBytes");
    struct cached_file file = {temporary_file(folder), size, 0};
    require_room(file.fd, size);
    file.sum = fill(file.fd, size);
    set_cache_state(&file, state);
    fact("pages", (int64_t)((size + page_size() - 1) / page_size()));
    fact("fileBytes", (int64_t)size);
    say_file_system(file.fd);
    return file;
}

int64_t cachestat_pages(int fd) {
    struct {
        uint64_t offset, length;
    } whole = {0, 0};
    struct {
        uint64_t cached, dirty, writeback, evicted, recently_evicted;
    } seen;
    memset(&seen, 0, sizeof seen);
    if (syscall(SYS_cachestat, fd, &whole, &seen, 0) != 0) return -1;
    return (int64_t)seen.cached;
}

void say_cached_pages(const struct cached_file *file, const char *by_mincore, const char *by_cachestat) {
    fact(by_mincore, cached_pages(file));
    const int64_t cached = cachestat_pages(file->fd);
    if (cached < 0) fact_missing(by_cachestat, errno == ENOSYS ? "there is no cachestat before Linux 6.5" : strerror(errno));
    else if (is_stacked_file_system(file->fd)) fact_missing(by_cachestat, "cachestat looks at the upper file of an overlay, which caches nothing");
    else fact(by_cachestat, cached);
}

int64_t device_read_bytes(void) {
    return keyed_number("/proc/self/io", "read_bytes:");
}

void say_device_bytes(const char *name, int64_t before) {
    const int64_t now = device_read_bytes();
    if (before < 0 || now < 0) fact_missing(name, "/proc/self/io does not say what the device read (CONFIG_TASK_IO_ACCOUNTING)");
    else fact(name, now - before);
}
