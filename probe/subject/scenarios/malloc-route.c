/* Takes and frees a block of one size several times, and reads each time where it came from and what became of it. */
#include "../malloc-route.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../counters.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"sizeBytes", "1048576", "bytes of a block"},
    {"cycles", "3", "how often it is taken and freed"},
    {"held", "0", "how many blocks of the size are taken before and kept"},
    {"drain", "yes", "yes: the free end of the heap is used up before, from which any request that fits is served"},
    {"touch", "no", "yes: one byte of every page is written each time"},
    SETTING_PARAMETERS,
    {NULL, NULL, NULL},
};

static void hold_blocks(size_t size) {
    for (int64_t i = amount("held"); i > 0; i--) {
        unsigned char *block = malloc(size);
        if (!block) failed("malloc");
        LAUNDER(block);
    }
}

static void touch(unsigned char *block, size_t size) {
    if (!is("touch", "yes")) return;
    const int64_t faults = (int64_t)read_usage().minor_faults;
    begin("touch");
    for (size_t at = 0; at < size; at += page_size()) ((volatile unsigned char *)block)[at] = 1;
    end();
    append("touchFaults", (int64_t)read_usage().minor_faults - faults);
}

/* A mapping of its own, room made by the break, a region of malloc's that grew for it, or room that was there. */
static const char *route_of(int64_t size, int64_t moved, int64_t mapped, int64_t returned) {
    if (mapped >= size && returned >= size) return "mmap";
    if (moved > 0) return "brk";
    return mapped > 0 ? "region" : "reused";
}

static void say_route(const char *route) {
    static char routes[256];
    const size_t length = strlen(routes);
    snprintf(routes + length, sizeof routes - length, "%s%s", length ? " " : "", route);
    fact_text("routes", routes);
}

static void cycle(size_t size) {
    const struct space before = read_space();
    const int64_t rss = rollup_bytes("Rss:");
    begin("malloc");
    unsigned char *block = malloc(size);
    end();
    if (!block) failed("malloc");
    LAUNDER(block);
    const struct space taken = read_space();
    append("breakBytes", break_moved(before, taken));
    append("mappedBytes", mapped_beside(before, taken));
    append("inHeap", in_heap(block));
    append("mmapped", marked_mmapped(block));
    append("offsetInPage", (int64_t)((uintptr_t)block % page_size()));
    touch(block, size);
    begin("free");
    free(block);
    end();
    const struct space freed = read_space();
    append("returnedBytes", taken.total_bytes - freed.total_bytes);
    say_route(route_of((int64_t)size, break_moved(before, taken), mapped_beside(before, taken), taken.total_bytes - freed.total_bytes));
    append("keptBytes", rollup_bytes("Rss:") - rss);
}

static void body(void) {
    const size_t size = (size_t)amount("sizeBytes");
    say_whose_malloc();
    apply_setting();
    hold_blocks(size);
    if (is("drain", "yes")) drain_heap();
    for (int64_t i = amount("cycles"); i > 0; i--) cycle(size);
    fact("sizeBytes", (int64_t)size);
    fact("pageBytes", (int64_t)page_size());
}

static void run(void) {
    run_where_asked(body);
}

const struct scenario scenario_malloc_route = {
    "malloc-route", "takes and frees a block several times, and reads where each came from", parameters, run};
