/* Where the kernel puts anonymous mappings of many lengths: at a multiple of the huge page size, or not. */
#include <sys/mman.h>

#include "../huge-memory.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"mostHuge", "4", "the largest length, in huge pages: lengths are its halves and wholes, each with one page less and one more"},
    {"repeats", "4", "mappings of each length"},
    {NULL, NULL, NULL},
};

/* Before each mapping a hole is made whose length is no multiple of anything: nothing lies aligned because its neighbour does. */
static int aligned(size_t length, size_t huge, int64_t turn) {
    const size_t odd = page_size() * (size_t)(2 * turn + 3);
    void *spacer = map_anonymous(4 * huge + odd);
    unsigned char *address = map_anonymous(length);
    const int is_aligned = (uintptr_t)address % huge == 0;
    munmap(address, length);
    munmap(spacer, 4 * huge + odd);
    return is_aligned;
}

static void try_length(size_t length, size_t huge) {
    int64_t count = 0;
    for (int64_t turn = 0; turn < amount("repeats"); turn++) count += aligned(length, huge, turn);
    append("lengths", (int64_t)length);
    append("alignedCounts", count);
}

static void run(void) {
    const size_t huge = required_huge_page_size(), page = page_size();
    for (size_t half = 2; half <= 2 * (size_t)amount("mostHuge"); half++) {
        const size_t length = half * (huge / 2);
        if (half > 2) try_length(length - page, huge);
        try_length(length, huge);
        try_length(length + page, huge);
    }
    fact("repeats", amount("repeats"));
    fact("hugePageBytes", (int64_t)huge);
    tell_huge_page_mode();
}

const struct scenario scenario_thp_alignment = {
    "thp-alignment", "whether anonymous mappings of many lengths begin at a multiple of the huge page size", parameters, run};
