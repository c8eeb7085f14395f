/* The bill of a fork that comes later: what stores cost, copy and split in the parent or the child. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../clock.h"
#include "../../counters.h"
#include "../frames.h"
#include "../own.h"
#include "../region.h"
#include "../scenario.h"
#include "../turns.h"

static const struct parameter parameters[] = {
    {"memory", "private", "private (4 KiB pages), or thp"},
    {"sizeBytes", "16777216", "bytes written before, each page"},
    {"child", "alive", "none (no fork: the control), gone (before the stores), alive (while they are made)"},
    {"writer", "parent", "parent, or child"},
    {"strideBytes", "4096", "one byte is stored every so many"},
    {NULL, NULL, NULL},
};

struct bill {
    uint32_t turn;
    int64_t faults, ns;
};

enum { CHILD_THERE = 1, CHILD_STORES, CHILD_STORED, CHILD_LEAVES };

static struct region region;
static size_t stride;

static void store(size_t length) {
    volatile unsigned char *byte = region.address;
    for (size_t at = 0; at < length; at += stride) byte[at] = 2;
}

/* What the child stores, where it is the one that does. */
static void store_as_child(struct bill *bill) {
    if (await_turn(&bill->turn, CHILD_STORES) != 0) _exit(1);
    /* A fork leaves out what can be read from files: the code of the loop is fetched before. */
    store(0);
    const uint64_t started = clock_ns();
    const int64_t faults = read_usage().minor_faults;
    store(region.length);
    bill->faults = read_usage().minor_faults - faults;
    bill->ns = (int64_t)(clock_ns() - started);
    give_turn(&bill->turn, CHILD_STORED);
}

static _Noreturn void be_the_child(struct bill *bill) {
    give_turn(&bill->turn, CHILD_THERE);
    if (is("writer", "child")) store_as_child(bill);
    await_turn(&bill->turn, CHILD_LEAVES);
    _exit(0);
}

/* What both processes have of the region, each page counted once. */
static int64_t memory_of_both(pid_t child) {
    const int64_t own = smaps_bytes(region.address, "Pss:");
    return child > 0 ? own + smaps_bytes_of(child, region.address, "Pss:") : own;
}

static void store_in_parent(struct bill *bill) {
    begin("store");
    const int64_t faults = read_usage().minor_faults;
    store(region.length);
    bill->faults = read_usage().minor_faults - faults;
    end();
}

static void store_in_child(struct bill *bill) {
    give_turn(&bill->turn, CHILD_STORES);
    expect_turn(&bill->turn, CHILD_STORED);
    timed("store", bill->ns);
}

static void tell_frames(frame *before) {
    frame *after = read_frames(getpid(), region.address, region.length);
    const int64_t same = count_same(before, after, region.length);
    if (same >= 0) fact("movedPages", (int64_t)(region.length / page_size()) - same);
    else fact_missing("movedPages", frames_hidden);
    free(before);
    free(after);
}

/* Whether huge mappings can be had back at once. */
static void collapse(void) {
    begin("collapse");
    const int result = madvise(region.address, region.length, COLLAPSE_ADVICE);
    end();
    if (result == 0) fact("hugeCollapsedBytes", smaps_bytes(region.address, "AnonHugePages:"));
    else fact_missing("hugeCollapsedBytes", "MADV_COLLAPSE was refused");
}

static void measure(struct bill *bill, pid_t child) {
    frame *frames = read_frames(getpid(), region.address, region.length);
    const int64_t private_bytes = smaps_bytes(region.address, "Private_Dirty:");
    fact("memoryBeforeBytes", memory_of_both(child));
    if (is("writer", "child")) store_in_child(bill);
    else store_in_parent(bill);
    fact("storeFaults", bill->faults);
    fact("memoryAfterBytes", memory_of_both(child));
    fact("privateGrowthBytes", smaps_bytes(region.address, "Private_Dirty:") - private_bytes);
    fact("hugeAfterBytes", smaps_bytes(region.address, "AnonHugePages:"));
    tell_frames(frames);
    if (is("memory", "thp")) collapse();
}

static void run(void) {
    stride = (size_t)amount("strideBytes");
    if (is("writer", "child") && !is("child", "alive")) refused("a child that stores must be there", "child");
    struct bill *bill = shared_memory(sizeof *bill);
    region = obtain_region(word("memory"), (size_t)amount("sizeBytes"), "");
    make_resident(region);
    fact("pages", (int64_t)(region.length / page_size()));
    fact("stores", (int64_t)((region.length + stride - 1) / stride));
    fact("hugeBeforeBytes", smaps_bytes(region.address, "AnonHugePages:"));
    fact("pageBytes", (int64_t)page_size());
    pid_t child = is("child", "none") ? 0 : fork_child();
    if (child == 0 && !is("child", "none")) be_the_child(bill);
    if (child > 0) expect_turn(&bill->turn, CHILD_THERE);
    if (is("child", "gone")) {
        give_turn(&bill->turn, CHILD_LEAVES);
        wait_for(child);
        child = 0;
    }
    measure(bill, child);
    if (child == 0) return;
    give_turn(&bill->turn, CHILD_LEAVES);
    wait_for(child);
}

const struct scenario scenario_after_fork = {
    "after-fork", "what stores cost after a fork, in the parent and in the child", parameters, run};
