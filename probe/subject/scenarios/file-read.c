/* Sums every word of a file through read, pread, readv, O_DIRECT or a mapping: the same words, the same loop, another way in. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../../clock.h"
#include "../../counters.h"
#include "../cached-file.h"
#include "../file-advice.h"
#include "../own.h"
#include "../scenario.h"
#include "../visiting-order.h"

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {"sizeBytes", "16777216", "size of the file"},
    {"state", "warm", FILE_STATES},
    {"way", "read", "read, pread, readv, direct (pread with O_DIRECT), mmap"},
    {"bufferBytes", "65536", "what one call asks for"},
    {"advice", "normal", "of mmap: " FILE_ADVICES},
    {"order", "sequential", "sequential, random (blocks of bufferBytes; pread, direct and mmap alone)"},
    {"passes", "1", "how often the file is read, through one mapping"},
    {"rounds", "1", "how often all of that is done, each time through a mapping of its own"},
    {"samples", "1", "how often the phase is run, the file in that state each time; what is said is of the last"},
    {NULL, NULL, NULL},
};

/* The file, and the blocks to read it in. */
struct job {
    const struct cached_file *file;
    char *buffer;
    size_t block;
    const uint32_t *order; /* block numbers */
    size_t blocks;
    const struct file_advice *advice; /* of mmap */
};

static uint64_t by_read(const struct job *job) {
    uint64_t sum = 0;
    if (lseek(job->file->fd, 0, SEEK_SET) != 0) failed("lseek");
    for (size_t i = 0; i < job->blocks; i++) {
        const ssize_t got = read(job->file->fd, job->buffer, job->block);
        if (got <= 0) failed("read");
        sum += sum_words(job->buffer, (size_t)got);
    }
    return sum;
}

static uint64_t by_pread(const struct job *job) {
    uint64_t sum = 0;
    for (size_t i = 0; i < job->blocks; i++) {
        const ssize_t got = pread(job->file->fd, job->buffer, job->block, (off_t)((size_t)job->order[i] * job->block));
        if (got <= 0) failed("pread");
        sum += sum_words(job->buffer, (size_t)got);
    }
    return sum;
}

/* The block in four pieces. */
static uint64_t by_readv(const struct job *job) {
    uint64_t sum = 0;
    const size_t piece = job->block / 4;
    struct iovec pieces[4];
    for (size_t i = 0; i < 4; i++) pieces[i] = (struct iovec){job->buffer + i * piece, piece};
    if (lseek(job->file->fd, 0, SEEK_SET) != 0) failed("lseek");
    for (size_t i = 0; i < job->blocks; i++) {
        const ssize_t got = readv(job->file->fd, pieces, 4);
        if (got <= 0) failed("readv");
        sum += sum_words(job->buffer, (size_t)got);
    }
    return sum;
}

static unsigned char *map_advised(const struct job *job) {
    unsigned char *address = mmap(NULL, job->file->size, PROT_READ, MAP_PRIVATE | job->advice->flags, job->file->fd, 0);
    if (address == MAP_FAILED) failed("mmap");
    if (job->advice->call && madvise(address, job->file->size, job->advice->advice) != 0) failed(job->advice->call);
    return address;
}

static uint64_t by_mapping(const struct job *job, int64_t passes) {
    unsigned char *address = map_advised(job);
    const size_t size = job->file->size;
    uint64_t sum = 0;
    for (; passes > 0; passes--)
        for (size_t i = 0; i < job->blocks; i++) {
            const size_t at = (size_t)job->order[i] * job->block;
            sum += sum_words(address + at, size - at < job->block ? size - at : job->block);
        }
    munmap(address, size);
    return sum;
}

/* Calls are made again for every pass; a mapping is read again while it stands. */
static uint64_t by_calls(uint64_t (*call)(const struct job *), const struct job *job, int64_t passes) {
    uint64_t sum = 0;
    for (; passes > 0; passes--) sum += call(job);
    return sum;
}

static const struct way {
    const char *name;
    uint64_t (*call)(const struct job *); /* NULL: by a mapping */
} ways[] = {{"read", by_read}, {"pread", by_pread}, {"readv", by_readv}, {"direct", by_pread}, {"mmap", NULL}};

static const struct way *way_asked(void) {
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (is("way", ways[i].name)) return &ways[i];
    refused("no such way", word("way"));
}

static void set_order(struct job *job) {
    job->blocks = (job->file->size + job->block - 1) / job->block;
    uint32_t *order = ascending(job->blocks);
    if (is("order", "random")) {
        if (is("way", "read") || is("way", "readv")) refused("reads in sequence alone", word("way"));
        shuffle(order, job->blocks, job->blocks);
    } else if (!is("order", "sequential")) refused("no such order", word("order"));
    job->order = order;
}

/* Aligned for O_DIRECT, and touched: the buffer is no part of what is compared. */
static void set_buffer(struct job *job) {
    if (posix_memalign((void **)&job->buffer, 4096, job->block) != 0) failed("posix_memalign");
    memset(job->buffer, 1, job->block);
    if (!is("way", "direct")) return;
    if (fcntl(job->file->fd, F_SETFL, O_DIRECT) != 0) unavailable("the file system of the folder for files does not take O_DIRECT");
}

/* What a fault costs: one byte of every page through a new mapping, less the same once the pages are mapped. */
static void say_fault_cost(const struct job *job) {
    unsigned char *address = map_advised(job);
    LAUNDER(address);
    const int64_t faults = read_usage().minor_faults;
    const uint64_t started = clock_ns();
    read_pages(address, job->file->size);
    const uint64_t faulted = clock_ns();
    read_pages(address, job->file->size);
    const uint64_t again = clock_ns();
    const int64_t taken = read_usage().minor_faults - faults;
    munmap(address, job->file->size);
    fact("touchFaults", taken);
    if (taken > 0) fact("faultNs", ((int64_t)(faulted - started) - (int64_t)(again - faulted)) / taken);
    else fact_missing("faultNs", "no fault was taken");
}

static int say_what_was_read(const struct cached_file *file, uint64_t sum, int64_t times, uint64_t took_ns) {
    const int64_t bytes = (int64_t)file->size * times;
    fact("readBytes", bytes);
    fact("bytesPerSecond", (int64_t)((double)bytes * 1e9 / (double)(took_ns ? took_ns : 1)));
    return sum == file->sum * (uint64_t)times;
}

/* One sample of the phase, and what was read in it; whether every sample so far read every byte. */
static int sample(const struct way *way, const struct job *job, int all_agree) {
    const int64_t passes = amount("passes"), rounds = amount("rounds");
    say_cached_pages(job->file, "residentBefore", "cachestatBefore");
    const int64_t device_before = device_read_bytes();
    uint64_t sum = 0;
    begin("read");
    const uint64_t started = clock_ns();
    for (int64_t round = 0; round < rounds; round++) sum += way->call ? by_calls(way->call, job, passes) : by_mapping(job, passes);
    const uint64_t took = clock_ns() - started;
    end();
    say_device_bytes("deviceReadBytes", device_before);
    say_cached_pages(job->file, "residentAfter", "cachestatAfter");
    all_agree &= say_what_was_read(job->file, sum, passes * rounds, took);
    fact("sumAgrees", all_agree);
    return all_agree;
}

static void run(void) {
    const struct way *way = way_asked();
    if (amount("bufferBytes") < 4096 || amount("bufferBytes") % 4096) refused("not whole blocks of 4096 bytes", "bufferBytes");
    const struct cached_file file = make_cached_file(word("folder"), (size_t)amount("sizeBytes"), word("state"));
    struct job job = {.file = &file, .block = (size_t)amount("bufferBytes"), .advice = find_advice(word("advice"))};
    set_buffer(&job);
    set_order(&job);
    int all_agree = sample(way, &job, 1);
    for (int64_t more = amount("samples"); more > 1; more--) {
        if (is("state", "cold")) set_cache_state(&file, "cold");
        all_agree = sample(way, &job, all_agree);
    }
    if (!way->call) say_fault_cost(&job);
}

const struct scenario scenario_file_read = {
    "file-read", "sums every word of a file through read, pread, readv, O_DIRECT or a mapping", parameters, run};
