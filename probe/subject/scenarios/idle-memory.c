/* Touches fresh memory in chunks, gives it back, waits, and touches as much again: whether free memory grows dear by lying idle. */
#include <errno.h>
#include <sys/mman.h>
#include <time.h>

#include "../own.h"
#include "../scenario.h"

#define CHUNK_BYTES ((size_t)2097152)
#define MOST_CHUNKS 512

static const struct parameter parameters[] = {
    {"idleMs", "0", "milliseconds between giving the memory back and touching as much again"},
    {"sizeBytes", "268435456", "bytes to touch, 1 GiB at most"},
    {NULL, NULL, NULL},
};

static int64_t chunk_ns[MOST_CHUNKS];

/* The CPU's time, not the wall's: that another program ran in between is no property of memory. */
static int64_t cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* Touches fresh memory and gives it back; the time of each chunk. */
static void touch_chunks(size_t chunks) {
    unsigned char *at = map_anonymous(chunks * CHUNK_BYTES);
    for (size_t i = 0; i < chunks; i++) {
        const int64_t started = cpu_ns();
        write_pages(at + i * CHUNK_BYTES, CHUNK_BYTES);
        chunk_ns[i] = cpu_ns() - started;
    }
    munmap(at, chunks * CHUNK_BYTES);
}

static void lie_idle(int64_t milliseconds) {
    struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        ;
}

static void say_reported(int64_t before) {
    const int64_t after = keyed_number("/sys/module/page_reporting/parameters/reported_kib", "");
    if (before < 0 || after < 0) fact_missing("reportedBytes", "this kernel does not count the pages it reports to a host");
    else fact("reportedBytes", (after - before) * 1024);
}

static void run(void) {
    size_t chunks = (size_t)amount("sizeBytes") / CHUNK_BYTES;
    if (chunks == 0) chunks = 1;
    if (chunks > MOST_CHUNKS) refused("larger than 1 GiB", word("sizeBytes"));
    touch_chunks(chunks);
    touch_chunks(chunks);
    for (size_t i = 0; i < chunks; i++) append("firstChunksNs", chunk_ns[i]);
    const int64_t reported = keyed_number("/sys/module/page_reporting/parameters/reported_kib", "");
    lie_idle(amount("idleMs"));
    say_reported(reported);
    begin("touch");
    touch_chunks(chunks);
    end();
    for (size_t i = 0; i < chunks; i++) append("chunksNs", chunk_ns[i]);
    fact("chunks", (int64_t)chunks);
    fact("pagesPerChunk", (int64_t)(CHUNK_BYTES / page_size()));
}

const struct scenario scenario_idle_memory = {
    "idle-memory", "touches memory, gives it back, waits, and touches as much again", parameters, run};
