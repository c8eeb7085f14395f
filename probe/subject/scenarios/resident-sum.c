/* What the resident sizes of several processes add up to that map the same memory. */
#include <sys/mman.h>
#include <unistd.h>

#include "../own.h"
#include "../region.h"
#include "../scenario.h"
#include "../turns.h"

static const struct parameter parameters[] = {
    {"way", "shared-anonymous", REGION_WAYS},
    {"sizeBytes", "16777216", "bytes of it"},
    {"processes", "2", "how many processes map and touch it, this one among them (at most 16)"},
    {"access", "write", "write, or read: what the children do to each page"},
    {"folder", "/tmp", "for files"},
    {NULL, NULL, NULL},
};

#define MOST_CHILDREN 15

struct gathering {
    uint32_t touched, leave;
};

static _Noreturn void touch_and_wait(struct gathering *gathering, struct region region) {
    if (is("access", "read")) read_pages(region.address, region.length);
    else write_pages(region.address, region.length);
    give_turn(&gathering->touched, gathering->touched + 1);
    await_turn(&gathering->leave, 1);
    _exit(0);
}

/* Of the mapping alone, and of whole processes. */
static void tell(struct region region, const pid_t *children, int count) {
    int64_t rss = smaps_bytes(region.address, "Rss:"), pss = smaps_bytes(region.address, "Pss:");
    int64_t whole_rss = rollup_bytes("Rss:"), whole_pss = rollup_bytes("Pss:");
    append("rssBytes", rss);
    append("pssBytes", pss);
    for (int i = 0; i < count; i++) {
        const int64_t own_rss = smaps_bytes_of(children[i], region.address, "Rss:");
        const int64_t own_pss = smaps_bytes_of(children[i], region.address, "Pss:");
        if (own_rss < 0 || own_pss < 0 || rss < 0) unavailable("/proc/PID/smaps cannot be read");
        append("rssBytes", own_rss);
        append("pssBytes", own_pss);
        rss += own_rss;
        pss += own_pss;
        whole_rss += rollup_bytes_of(children[i], "Rss:");
        whole_pss += rollup_bytes_of(children[i], "Pss:");
    }
    fact("rssSumBytes", rss);
    fact("pssSumBytes", pss);
    fact("processRssSumBytes", whole_rss);
    fact("processPssSumBytes", whole_pss);
}

static void run(void) {
    pid_t children[MOST_CHILDREN];
    const int count = (int)amount("processes") - 1;
    if (count < 0 || count > MOST_CHILDREN) refused("one to sixteen processes", "processes");
    struct gathering *gathering = shared_memory(sizeof *gathering);
    const struct region region = obtain_region(word("way"), (size_t)amount("sizeBytes"), word("folder"));
    write_pages(region.address, region.length);
    for (int i = 0; i < count; i++) {
        children[i] = fork_child();
        if (children[i] == 0) touch_and_wait(gathering, region);
        /* One after another: the count of those that have touched has one writer at a time. */
        expect_turn(&gathering->touched, (uint32_t)i + 1);
    }
    fact("mappedBytes", (int64_t)region.length);
    fact("processes", count + 1);
    tell(region, children, count);
    give_turn(&gathering->leave, 1);
    for (int i = 0; i < count; i++) wait_for(children[i]);
}

const struct scenario scenario_resident_sum = {
    "resident-sum", "RSS and PSS added up over processes that map the same memory", parameters, run};
