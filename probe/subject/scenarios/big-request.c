/* Asks for ever more memory without touching it, until the kernel refuses: where a request fails, and where many small ones do. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sysinfo.h>

#include "../own.h"
#include "../scenario.h"

#define GIB ((size_t)1 << 30)
#define MOST_BYTES ((size_t)1 << 46) /* 64 TiB: half of what x86-64 has addresses for */
#define PIECES 4096

static const struct parameter parameters[] = {
    {"way", "malloc", "malloc, mmap, noreserve (MAP_NORESERVE), none (PROT_NONE), pieces (malloc of 1 GiB, again and again, up to four times the memory)"},
    {NULL, NULL, NULL},
};

static int by_malloc(size_t size) {
    void *at = malloc(size);
    LAUNDER(at);
    const int got = at != NULL;
    free(at);
    return got;
}

/* Whether a request of that size is granted; it is given back at once. errno says why not. */
static int granted(size_t size) {
    if (is("way", "malloc")) return by_malloc(size);
    const int reserve = is("way", "noreserve") ? MAP_NORESERVE : 0;
    const int rights = is("way", "none") ? PROT_NONE : PROT_READ | PROT_WRITE;
    void *at = mmap(NULL, size, rights, MAP_PRIVATE | MAP_ANONYMOUS | reserve, -1, 0);
    return at != MAP_FAILED && munmap(at, size) == 0;
}

/* The border between two sizes, to a 64th of the lower one. */
static void find_border(size_t good, size_t bad) {
    int error = 0;
    while (bad - good > good / 64) {
        const size_t middle = good + (bad - good) / 2;
        if (granted(middle)) {
            good = middle;
            continue;
        }
        error = errno;
        bad = middle;
    }
    fact("largestGrantedBytes", (int64_t)good);
    fact("smallestRefusedBytes", (int64_t)bad);
    fact("refusedErrno", error);
    fact_text("refused", strerror(error));
}

static void ask_for_one(void) {
    size_t size = GIB / 64;
    if (!granted(size)) failed("the request for 16 MiB");
    while (size < MOST_BYTES && granted(2 * size)) size *= 2;
    if (size < MOST_BYTES) {
        find_border(size, 2 * size);
        return;
    }
    fact("largestGrantedBytes", (int64_t)size);
    fact_missing("smallestRefusedBytes", "64 TiB were granted, and more was not asked for");
}

static void ask_for_pieces(int64_t memory) {
    static void *pieces[PIECES];
    const int wanted = (int)(4 * memory / (int64_t)GIB) + 1;
    int got = 0;
    while (got < wanted && got < PIECES && (pieces[got] = malloc(GIB))) got++;
    fact("grantedInPiecesBytes", (int64_t)got * (int64_t)GIB);
    while (got > 0) free(pieces[--got]);
}

static void run(void) {
    struct sysinfo now;
    if (sysinfo(&now) != 0) failed("sysinfo");
    const int64_t memory = (int64_t)((now.totalram + now.totalswap) * now.mem_unit);
    fact("memoryAndSwapBytes", memory);
    const int64_t mode = keyed_number("/proc/sys/vm/overcommit_memory", "");
    if (mode < 0) fact_missing("overcommitMode", "vm.overcommit_memory cannot be read");
    else fact("overcommitMode", mode);
    if (is("way", "pieces")) ask_for_pieces(memory);
    else ask_for_one();
    fact("residentBytes", status_bytes("VmRSS:"));
}

const struct scenario scenario_big_request = {
    "big-request", "asks for ever more memory without touching it, until the kernel refuses", parameters, run};
