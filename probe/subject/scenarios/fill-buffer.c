/* Obtains a buffer with malloc or mmap and fills it once, as one timed step: how its time grows with its size. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "malloc", "malloc, mmap"},
    {"sizeBytes", "1048576", "bytes of the buffer"},
    {NULL, NULL, NULL},
};

static void warm(size_t size) {
    unsigned char *at = map_anonymous(size);
    write_pages(at, size);
    munmap(at, size);
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const int by_malloc = is("way", "malloc");
    warm(size);
    begin("fill");
    unsigned char *at = by_malloc ? malloc(size) : map_anonymous(size);
    LAUNDER(at);
    if (!at) failed("malloc");
    memset(at, 1, size);
    LAUNDER(at);
    end();
    fact("filledBytes", (int64_t)size);
    fact("pages", (int64_t)(size / page_size()));
}

const struct scenario scenario_fill_buffer = {
    "fill-buffer", "obtains a buffer with malloc or mmap and fills it once", parameters, run};
