/*
 * Two buffers one after the other in one process, each obtained, filled and released before the next: what it costs to be the
 * first. A second pair does not meet the memory of the first, which is kept.
 */
#include <string.h>
#include <time.h>

#include "../obtain.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"first", "malloc", "malloc, calloc, mmap"},
    {"second", "mmap", "malloc, calloc, mmap"},
    {"firstFill", "0", "the byte that is written, 0 to 255"},
    {"secondFill", "0", "the byte that is written, 0 to 255"},
    {"sizeBytes", "8388608", "bytes of one buffer"},
    {"pairs", "1", "how often; all second buffers are kept to the end"},
    {"warmBytes", "0", "memory written and given back beforehand"},
    {"idleMs", "0", "milliseconds of sleep before each pair"},
    {NULL, NULL, NULL},
};

static void pause_for(int64_t ms) {
    if (ms <= 0) return;
    const struct timespec duration = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&duration, NULL);
}

static void run(void) {
    const struct way *first = way_named(word("first")), *second = way_named(word("second"));
    const size_t size = (size_t)amount("sizeBytes");
    const int first_fill = (int)amount("firstFill"), second_fill = (int)amount("secondFill");
    const int64_t idle_ms = amount("idleMs"), pairs = amount("pairs");
    warm((size_t)amount("warmBytes"));
    for (int64_t pair = 0; pair < pairs; pair++) {
        pause_for(idle_ms);
        begin("first");
        void *address = first->obtain(size);
        memset(address, first_fill, size);
        end();
        first->release(address, size);
        begin("second");
        address = second->obtain(size);
        memset(address, second_fill, size);
        end();
    }
    fact("pairs", pairs);
    fact("sizeBytes", (int64_t)size);
    fact("pageBytes", (int64_t)page_size());
}

const struct scenario scenario_two_buffers = {
    "two-buffers", "two buffers one after the other in one process: what it costs to be the first", parameters, run};
