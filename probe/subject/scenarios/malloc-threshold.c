/*
 * Finds by bisection the smallest request that malloc gives a mapping of its own, and the size of the heap's free end from
 * which free() gives it back. Each request is made in a child: what freeing teaches malloc does not reach the next.
 */
#include "../malloc-route.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"mostBytes", "67108864", "the largest request to try, bytes"},
    {"freedBytes", "0", "a block of so many bytes is taken and freed before; 0: none"},
    {"trimBytes", "0", "so many bytes of heap are taken and freed to find the trim threshold; 0: none (glibc's main thread)"},
    SETTING_PARAMETERS,
    {NULL, NULL, NULL},
};

/* What the child saw of one request. */
struct seen {
    int mapped, marked;
    int64_t kept_bytes, trimmed_bytes;
};

static struct seen *seen;

static void in_child(void (*try)(int64_t), int64_t bytes) {
    const pid_t child = fork_child();
    if (child == 0) {
        try(bytes);
        _exit(0);
    }
    const int status = wait_for(child);
    if (status != 0) unavailable("a child that only calls malloc did not end as it should");
}

/*
 * A mapping of its own: the address space beside the heap grew by it, and free() took as much away. A block of the same size
 * is there before: what several blocks share is mapped with the first.
 */
static void try_request(int64_t bytes) {
    void *neighbour = malloc((size_t)bytes);
    LAUNDER(neighbour);
    const struct space before = read_space();
    void *block = malloc((size_t)bytes);
    if (!block) _exit(1);
    LAUNDER(block);
    const struct space taken = read_space();
    seen->marked = marked_mmapped(block);
    free(block);
    const struct space freed = read_space();
    seen->mapped = mapped_beside(before, taken) >= bytes && mapped_beside(taken, freed) <= -bytes;
}

static int64_t requests, agreeing;

static int is_mapped(int64_t bytes) {
    in_child(try_request, bytes);
    requests++;
    agreeing += seen->marked < 0 || seen->marked == seen->mapped;
    append("requestBytes", bytes);
    append("requestMapped", seen->mapped);
    return seen->mapped;
}

static void find_threshold(void) {
    int64_t below = 0, from = amount("mostBytes");
    if (!is_mapped(from)) {
        fact_missing("smallestMappedBytes", "not even the largest request that was tried gets a mapping of its own");
        return;
    }
    while (from - below > 1) {
        const int64_t middle = below + (from - below) / 2;
        if (is_mapped(middle)) from = middle;
        else below = middle;
    }
    static char exactly[32];
    snprintf(exactly, sizeof exactly, "%lld bytes", (long long)from);
    fact("smallestMappedBytes", from);
    fact_text("threshold", exactly);
}

/* The free end of the heap grows by a piece with every free(), from the last to the first, until the break falls. */
static void try_trim(int64_t bytes) {
    enum { piece_bytes = 4080, header_bytes = 16, most_pieces = 4096 };
    static char *pieces[most_pieces];
    int64_t count = bytes / (piece_bytes + header_bytes);
    if (count > most_pieces) count = most_pieces;
    for (int64_t i = 0; i < count; i++) {
        pieces[i] = malloc(piece_bytes);
        if (!pieces[i]) _exit(1);
        LAUNDER(pieces[i]);
    }
    const int64_t before = read_space().break_bytes;
    seen->kept_bytes = seen->trimmed_bytes = 0;
    while (count-- > 0 && !seen->trimmed_bytes) {
        const int64_t free_end = before - (int64_t)(uintptr_t)pieces[count] + header_bytes;
        free(pieces[count]);
        if (read_space().break_bytes < before) seen->trimmed_bytes = free_end;
        else seen->kept_bytes = free_end;
    }
}

static void find_trim(void) {
    in_child(try_trim, amount("trimBytes"));
    if (seen->trimmed_bytes) fact("trimmedBytes", seen->trimmed_bytes);
    else fact_missing("trimmedBytes", "no free end of the heap that was made was given back");
    fact("keptBytes", seen->kept_bytes);
}

static void free_one(size_t bytes) {
    if (bytes == 0) return;
    unsigned char *block = malloc(bytes);
    if (!block) failed("malloc");
    LAUNDER(block);
    fact("freedBytes", (int64_t)bytes);
    fact("freedWasMmapped", marked_mmapped(block));
    free(block);
}

static void body(void) {
    say_whose_malloc();
    apply_setting();
    drain_heap();
    free_one((size_t)amount("freedBytes"));
    find_threshold();
    if (amount("trimBytes") > 0) find_trim();
    fact("pageBytes", (int64_t)page_size());
    fact("requests", requests);
    fact("agreeingRequests", agreeing);
}

static void run(void) {
    seen = shared_memory(page_size());
    run_where_asked(body);
}

const struct scenario scenario_malloc_threshold = {
    "malloc-threshold", "finds by bisection from which size malloc maps a block by itself", parameters, run};
