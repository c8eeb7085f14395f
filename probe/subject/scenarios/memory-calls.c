/*
 * Work of three kinds, told apart in a trace of system calls by getppid(): one large malloc and its first touch, small mallocs
 * that the library answers from what it has, and bursts of calls or of faults to be timed.
 */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

#define SMALL_BYTES 64

static const struct parameter parameters[] = {
    {"work", "steps", "steps (once, with marks between them), bursts (calls and faults, several times)"},
    {"sizeBytes", "16777216", "bytes of the large buffer, and of the memory of one burst of faults"},
    {"count", "1000", "small mallocs, and calls of one burst"},
    {"repetitions", "5", "bursts of each kind"},
    {NULL, NULL, NULL},
};

static void mark(void) {
    (void)getppid();
}

/* So that the library has a piece to give again: what it asks the kernel for, it asks for now. */
static void allocate_small(int64_t count) {
    for (int64_t i = 0; i < count; i++) {
        void *address = malloc(SMALL_BYTES);
        if (!address) failed("malloc");
        LAUNDER(address);
        free(address);
    }
}

static void run_steps(size_t size, int64_t count) {
    allocate_small(1);
    const int64_t before = status_bytes("VmRSS:");
    mark();
    void *address = malloc(size);
    if (!address) failed("malloc");
    LAUNDER(address);
    mark();
    begin("touch");
    write_pages((void *)(((uintptr_t)address + page_size() - 1) & ~(uintptr_t)(page_size() - 1)), size - page_size());
    end();
    mark();
    allocate_small(count);
    mark();
    fact("grownBytes", status_bytes("VmRSS:") - before);
    fact("smallMallocs", count);
    free(address);
}

static void run_bursts(size_t size, int64_t count) {
    const int64_t repetitions = amount("repetitions");
    for (int64_t i = 0; i < repetitions; i++) {
        begin("calls");
        for (int64_t call = 0; call < count; call++) mark();
        end();
        unsigned char *address = map_anonymous(size);
        begin("faults");
        write_pages(address, size);
        end();
        munmap(address, size);
    }
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const int64_t count = amount("count");
    if (is("work", "bursts")) run_bursts(size, count);
    else run_steps(size, count);
}

const struct scenario scenario_memory_calls = {
    "memory-calls", "a large malloc, its touch and small mallocs, with marks for whoever watches the system calls", parameters, run};
