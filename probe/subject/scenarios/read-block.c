/* Reads a block from calloc twice, line by line: as it came, or after it was written. */
#include <stdlib.h>
#include <string.h>

#include "../malloc-route.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"sizeBytes", "33554432", "bytes of the block"},
    {"state", "untouched", "untouched, written"},
    {NULL, NULL, NULL},
};

static uint64_t sum_lines(const unsigned char *block, size_t size) {
    enum { line_bytes = 64 };
    uint64_t sum = 0;
    for (size_t at = 0; at + sizeof sum <= size; at += line_bytes) sum += *(const volatile uint64_t *)(const void *)(block + at);
    return sum;
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    say_whose_malloc();
    unsigned char *block = calloc(1, size);
    if (!block) failed("calloc");
    LAUNDER(block);
    if (is("state", "written")) memset(block, 1, size);
    const int64_t rss = rollup_bytes("Rss:");
    begin("first read");
    uint64_t sum = sum_lines(block, size);
    end();
    for (int i = 0; i < 3; i++) {
        begin("later read");
        sum += sum_lines(block, size);
        end();
    }
    fact("readRssBytes", rollup_bytes("Rss:") - rss);
    fact("residentBytes", smaps_bytes(block, "Rss:"));
    fact("sizeBytes", (int64_t)size);
    fact("zeroSum", sum == 0);
    free(block);
}

const struct scenario scenario_read_block = {
    "read-block", "reads a block from calloc twice, as it came or after it was written", parameters, run};
