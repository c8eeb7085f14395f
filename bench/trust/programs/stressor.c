/* An unsteady load of one kind, in bursts of 20..200 ms with pauses as long: `stressor cpu|bandwidth|page-cache PARENT_PID`.
 * Ends on SIGTERM, dies with its parent, holds 256 MiB of memory or file at most, and leaves nothing behind. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { MEBIBYTE = 1 << 20, MOST = 256 * MEBIBYTE, FILE_SIZE = 128 * MEBIBYTE, SYNC_EVERY = 8 * MEBIBYTE };

/* A kind prepares once and then works in short steps, so that bursts end on time. */
struct kind {
    const char *name;
    int (*prepare)(void);
    int (*step)(void);
};

static int nothing(void) { return 0; }

static int spin(void) {
    for (volatile unsigned turn = 0; turn < 200000;) turn = turn + 1;
    return 0;
}

static uint64_t *stream;
static size_t stream_size, stream_at;

static int map_stream(void) {
    /* Four times the last-level cache: no part of it is still cached when the stream comes round. */
    long cache = sysconf(_SC_LEVEL3_CACHE_SIZE);
    size_t wanted = cache > 0 ? (size_t)cache * 4 : 64u * MEBIBYTE;
    if (wanted < 64u * MEBIBYTE) wanted = 64u * MEBIBYTE;
    stream_size = wanted > MOST ? MOST : wanted / MEBIBYTE * MEBIBYTE;
    stream = mmap(NULL, stream_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return stream == MAP_FAILED ? -1 : 0;
}

static int stream_on(void) {
    volatile uint64_t *part = stream + stream_at / sizeof *stream;
    for (size_t i = 0; i < MEBIBYTE / sizeof *part; i++) part[i] = part[i] + 1;
    stream_at = (stream_at + MEBIBYTE) % stream_size;
    return 0;
}

static int file = -1;
static off_t file_at;
static int reading;
static char chunk[MEBIBYTE];

static int open_unlinked(void) {
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || *folder == '\0') folder = "/tmp";
    file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0) return 0;
    char path[4096];
    if (snprintf(path, sizeof path, "%s/firsttouch-stressor-XXXXXX", folder) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    /* Not between the two: the file would keep its name. */
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    file = mkostemp(path, O_CLOEXEC);
    int failed = file < 0 || unlink(path) != 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return failed ? -1 : 0;
}

/* Writes the file, then reads it back, and so on; only clean pages can be dropped, hence the syncs. Where the folder is a
 * tmpfs the kernel drops nothing, and the load is copying alone. */
static int write_or_read(void) {
    ssize_t moved = reading ? pread(file, chunk, MEBIBYTE, file_at) : pwrite(file, chunk, MEBIBYTE, file_at);
    if (moved < 0) return -1;
    file_at += MEBIBYTE;
    if (file_at % SYNC_EVERY == 0) {
        if (!reading && fdatasync(file) != 0) return -1;
        posix_fadvise(file, file_at - SYNC_EVERY, SYNC_EVERY, POSIX_FADV_DONTNEED);
    }
    if (file_at == FILE_SIZE) {
        file_at = 0;
        reading = !reading;
    }
    return 0;
}

static const struct kind kinds[] = {
    {"cpu", nothing, spin},
    {"bandwidth", map_stream, stream_on},
    {"page-cache", open_unlinked, write_or_read},
};

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t random_state;

/* Xorshift, Marsaglia 2003: a length of 20..200 ms. */
static uint64_t some_ns(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (20 + random_state % 181) * 1000000u;
}

static int load_for_ever(const struct kind *kind) {
    random_state = now_ns() ^ (uint64_t)getpid() << 32;
    for (;;) {
        for (uint64_t end = now_ns() + some_ns(); now_ns() < end;) {
            if (kind->step() != 0) return -1;
        }
        struct timespec pause = {0, (long)some_ns()};
        nanosleep(&pause, NULL);
    }
}

int main(int count, char **arguments) {
    const struct kind *kind = NULL;
    for (size_t i = 0; count == 3 && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(arguments[1], kinds[i].name) == 0) kind = &kinds[i];
    }
    if (kind == NULL) {
        fprintf(stderr, "usage: stressor cpu|bandwidth|page-cache PARENT_PID\n");
        return 2;
    }
    /* A file is prepared with its name gone before the parent's death can kill; a parent that died earlier is seen here. */
    struct rlimit limit = {512ul * MEBIBYTE, 512ul * MEBIBYTE};
    int failed = setrlimit(RLIMIT_AS, &limit) != 0 || kind->prepare() != 0;
    if (!failed) failed = prctl(PR_SET_PDEATHSIG, SIGKILL) != 0;
    if (!failed && getppid() != (pid_t)strtol(arguments[2], NULL, 10)) return 0;
    if (failed || load_for_ever(kind) != 0) fprintf(stderr, "stressor %s: %s\n", kind->name, strerror(errno));
    return 1;
}
