/* Touches pages one by one, in turn by threads on several CPUs, and holds three readings of the resident size against each other. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "../../read-file.h"
#include "../own.h"
#include "../scenario.h"
#include "../workers.h"

static const struct parameter parameters[] = {
    {"workers", "1", "threads that touch in turn; 0 for one on each CPU, 4 at most"},
    {"pages", "256", "pages to touch, one between two readings"},
    {NULL, NULL, NULL},
};

static unsigned char *region;
static int64_t pages, workers;
static atomic_llong touched; /* pages so far: whose turn it is */

static void touch_in_turn(int worker) {
    for (int64_t at = worker; at < pages; at += workers) {
        while (atomic_load(&touched) / 2 != at || atomic_load(&touched) % 2 != 0) sched_yield();
        region[(size_t)at * page_size()] = 1;
        atomic_fetch_add(&touched, 1);
    }
}

static int64_t statm_bytes(void) {
    char text[128];
    if (read_file("/proc/self/statm", text, sizeof text) < 0) return -1;
    char *resident = strchr(text, ' ');
    return resident ? strtoll(resident, NULL, 10) * (int64_t)page_size() : -1;
}

struct differences {
    int64_t steps, status, statm;
};

static void hold_against(struct differences *largest) {
    const int64_t exact = rollup_bytes("Rss:");
    const int64_t status = llabs(status_bytes("VmRSS:") - exact), statm = llabs(statm_bytes() - exact);
    if (status != 0) largest->steps++;
    if (status > largest->status) largest->status = status;
    if (statm > largest->statm) largest->statm = statm;
}

static void run(void) {
    pages = amount("pages");
    workers = worker_count(amount("workers"));
    region = map_anonymous((size_t)pages * page_size());
    struct differences largest = {0, 0, 0};
    start_threads((int)workers, touch_in_turn);
    hold_against(&largest); /* what the readers themselves touch is resident from here on */
    largest = (struct differences){0, 0, 0};
    const int64_t before = rollup_bytes("Rss:");
    if (before < 0) unavailable("this kernel has no smaps_rollup");
    for (int64_t at = 0; at < pages; at++) {
        while (atomic_load(&touched) != 2 * at + 1) sched_yield();
        hold_against(&largest);
        atomic_fetch_add(&touched, 1);
    }
    fact("readings", pages);
    fact("grownBytes", rollup_bytes("Rss:") - before);
    fact("touchedBytes", pages * (int64_t)page_size());
    fact("workers", workers);
    fact("differingReadings", largest.steps);
    fact("statusDifferenceBytes", largest.status);
    fact("statmDifferenceBytes", largest.statm);
    join_threads((int)workers);
}

const struct scenario scenario_resident_size = {
    "resident-size", "holds VmRSS and statm against smaps_rollup, page by page", parameters, run};
