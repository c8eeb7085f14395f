/* Mapping, first touch and unmapping of anonymous memory that may be shared, and what it counts as. */
#include <sys/mman.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "private", "private or shared"},
    {"sizeBytes", "16777216", "bytes mapped and touched"},
    {"rounds", "5", "how often, one mapping after another: each is a sample"},
    {NULL, NULL, NULL},
};

static void touch_and_unmap(size_t length, int flags) {
    const int64_t anonymous = status_bytes("RssAnon:"), shared = status_bytes("RssShmem:");
    begin("map");
    void *address = mmap(NULL, length, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);
    end();
    if (address == MAP_FAILED) failed("mmap");
    begin("touch");
    write_pages(address, length);
    end();
    fact("anonymousBytes", status_bytes("RssAnon:") - anonymous);
    fact("sharedBytes", status_bytes("RssShmem:") - shared);
    begin("unmap");
    munmap(address, length);
    end();
}

static void run(void) {
    const size_t length = (size_t)amount("sizeBytes");
    const int64_t rounds = amount("rounds");
    fact("pages", (int64_t)(length / page_size()));
    for (int64_t round = 0; round < rounds; round++) touch_and_unmap(length, is("way", "shared") ? MAP_SHARED : MAP_PRIVATE);
}

const struct scenario scenario_touch_shared = {
    "touch-shared", "first touch and unmapping of shared anonymous memory, against private", parameters, run};
