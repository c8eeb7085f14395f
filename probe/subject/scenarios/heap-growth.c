/* Takes many small blocks and keeps them: what of the address space grew, and whether the blocks lie in the brk heap. */
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../malloc-route.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"sizeBytes", "1000", "bytes of a block"},
    {"blocks", "1024", "how many are taken"},
    {"blocked", "no", "yes: a mapping stands right above the program break, so that it cannot move"},
    SETTING_PARAMETERS,
    {NULL, NULL, NULL},
};

static uintptr_t break_address(void) {
    return (uintptr_t)syscall(SYS_brk, 0);
}

static void block_the_break(void) {
    const uintptr_t page = page_size();
    const uintptr_t above = (break_address() + page - 1) / page * page;
    void *wall = mmap((void *)above, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (wall != (void *)above) failed("mmap(MAP_FIXED_NOREPLACE) above the break");
    fact("breakRefused", (uintptr_t)syscall(SYS_brk, above + 2 * page) < above + 2 * page);
}

static void say_where(struct space before, int64_t blocks, int64_t inside) {
    const struct space after = read_space();
    struct vma heap;
    const int64_t page = (int64_t)page_size();
    fact("breakBytes", break_moved(before, after));
    fact("mappedBytes", mapped_beside(before, after));
    fact("blocks", blocks);
    fact("blocksInHeap", inside);
    if (!find_named_vma("[heap]", &heap)) return;
    fact("heapEndsAtBreak", (int64_t)heap.end == (after.break_bytes + page - 1) / page * page);
}

static void body(void) {
    const int64_t blocks = amount("blocks");
    const size_t size = (size_t)amount("sizeBytes");
    say_whose_malloc();
    apply_setting();
    if (is("blocked", "yes")) block_the_break();
    const struct space before = read_space();
    uintptr_t last_break = break_address();
    int64_t inside = 0, growths = 0;
    for (int64_t i = 0; i < blocks; i++) {
        unsigned char *block = malloc(size);
        if (!block) failed("malloc");
        LAUNDER(block);
        const uintptr_t now = break_address();
        inside += (uintptr_t)block < now && (uintptr_t)block >= (uintptr_t)before.break_bytes;
        if (now == last_break) continue;
        if (growths++ == 0) fact("firstGrowthBytes", (int64_t)(now - last_break));
        last_break = now;
    }
    say_where(before, blocks, inside);
    fact("growths", growths);
    fact("requestedBytes", blocks * (int64_t)size);
}

static void run(void) {
    run_where_asked(body);
}

const struct scenario scenario_heap_growth = {
    "heap-growth", "takes many small blocks, and reads whether the program break moved for them", parameters, run};
