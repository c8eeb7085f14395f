/* A child enters a cgroup with a memory limit and asks for more than that: what fails, what is charged, and what ends the child. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif
#define BLOCK_BYTES ((size_t)65536)

static const struct parameter parameters[] = {
    {"cgroup", "", "the folder of the cgroup, version 1 or 2"},
    {"way", "malloc", "malloc (then written), populate (MADV_POPULATE_WRITE), read (a file by read), map (a file by mmap), memfd (written)"},
    {"sizeBytes", "100663296", "bytes to ask for: more than the limit"},
    {"folder", ".", "where the file of way=read and way=map is made"},
    {NULL, NULL, NULL},
};

/* What the child did before it ended. */
struct seen {
    int entered, granted, finished, error;
    int64_t done_bytes, cache_bytes;
};

static volatile struct seen *seen;
static size_t size;
static int file = -1;

/* A number of a file of the cgroup: under its name in version 1, or its name in version 2. */
static int64_t cgroup_number(const char *file1, const char *key1, const char *file2, const char *key2) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", word("cgroup"), file1);
    const int64_t number = keyed_number(path, key1);
    if (number >= 0) return number;
    snprintf(path, sizeof path, "%s/%s", word("cgroup"), file2);
    return keyed_number(path, key2);
}

static int64_t cache_bytes(void) {
    return cgroup_number("memory.stat", "cache ", "memory.stat", "file ");
}

static int64_t kills(void) {
    return cgroup_number("memory.oom_control", "oom_kill ", "memory.events", "oom_kill ");
}

static int64_t limit_hits(void) {
    return cgroup_number("memory.failcnt", "", "memory.events", "max ");
}

static int enter(void) {
    char path[4096];
    snprintf(path, sizeof path, "%s/cgroup.procs", word("cgroup"));
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    const int entered = fd >= 0 && write(fd, "0", 1) == 1;
    if (!entered) seen->error = errno;
    if (fd >= 0) close(fd);
    return entered;
}

static void write_blocks(unsigned char *at) {
    for (size_t done = 0; done < size; done += BLOCK_BYTES) {
        write_pages(at + done, BLOCK_BYTES);
        seen->done_bytes = (int64_t)(done + BLOCK_BYTES);
    }
}

static void allocate(void) {
    unsigned char *at = malloc(size);
    LAUNDER(at);
    seen->granted = at != NULL;
    if (!at) return;
    write_blocks(at);
}

static void populate(void) {
    unsigned char *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    seen->granted = at != MAP_FAILED;
    if (at == MAP_FAILED) return;
    if (madvise(at, size, MADV_POPULATE_WRITE) == 0) seen->done_bytes = (int64_t)size;
    else seen->error = errno;
}

static void read_file_by_read(void) {
    static unsigned char block[BLOCK_BYTES];
    seen->granted = 1;
    for (ssize_t got; (got = read(file, block, sizeof block)) > 0;) seen->done_bytes += got;
}

static void read_file_by_mmap(void) {
    unsigned char *at = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    seen->granted = at != MAP_FAILED;
    if (at == MAP_FAILED) return;
    for (size_t done = 0; done < size; done += BLOCK_BYTES) {
        read_pages(at + done, BLOCK_BYTES);
        seen->done_bytes = (int64_t)(done + BLOCK_BYTES);
    }
}

static void fill_memfd(void) {
    const int fd = memfd_create("firsttouch", MFD_CLOEXEC);
    unsigned char *at = MAP_FAILED;
    if (fd >= 0 && ftruncate(fd, (off_t)size) == 0) at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    seen->granted = at != MAP_FAILED;
    if (at != MAP_FAILED) write_blocks(at);
}

static void do_work(void) {
    if (is("way", "malloc")) allocate();
    else if (is("way", "populate")) populate();
    else if (is("way", "read")) read_file_by_read();
    else if (is("way", "map")) read_file_by_mmap();
    else fill_memfd();
}

static _Noreturn void be_child(void) {
    seen->entered = enter();
    if (!seen->entered) _exit(1);
    do_work();
    seen->cache_bytes = cache_bytes();
    seen->finished = 1;
    _exit(0);
}

/* A file whose pages are not in memory: they are charged to whoever reads them first. */
static void make_cold_file(void) {
    static const unsigned char block[BLOCK_BYTES] = {1};
    file = temporary_file(word("folder"));
    for (size_t done = 0; done < size; done += sizeof block)
        if (pwrite(file, block, sizeof block, (off_t)done) != (ssize_t)sizeof block) failed("writing the file");
    if (fsync(file) != 0) failed("fsync");
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    void *at = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    if (at == MAP_FAILED) failed("mmap");
    fact("cachedPagesBefore", resident_pages(at, size));
    munmap(at, size);
}

static void say(int status) {
    if (!seen->entered) {
        errno = seen->error;
        failed("entering the cgroup");
    }
    fact("granted", seen->granted);
    fact("finished", seen->finished);
    fact("doneBytes", seen->done_bytes);
    fact("errno", seen->error);
    fact("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    if (seen->finished) fact("cacheBytes", seen->cache_bytes);
    else fact_missing("cacheBytes", "the child was ended before it could read it");
}

static void run(void) {
    if (!*word("cgroup")) unavailable("no cgroup was made for it (--allow-system-changes)");
    size = (size_t)amount("sizeBytes") / BLOCK_BYTES * BLOCK_BYTES;
    const int64_t limit = cgroup_number("memory.limit_in_bytes", "", "memory.max", "");
    if (limit < 0) unavailable("the cgroup has no memory controller");
    fact("limitBytes", limit);
    fact("sizeBytes", (int64_t)size);
    if (is("way", "read") || is("way", "map")) make_cold_file();
    seen = shared_memory(sizeof *seen);
    const int64_t kills_before = kills(), hits_before = limit_hits();
    const pid_t child = fork_child();
    if (child == 0) be_child();
    say(wait_for(child));
    fact("oomKills", kills() - kills_before);
    fact("limitHits", limit_hits() - hits_before);
    if (file >= 0) close(file);
}

const struct scenario scenario_limited_memory = {
    "limited-memory", "a child in a cgroup asks for more memory than its limit", parameters, run};
