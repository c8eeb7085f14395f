/* The same work by one worker or several at once, as threads of one process or as processes: what they take from each other. */
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>

#include "../own.h"
#include "../processors.h"
#include "../scenario.h"
#include "../workers.h"

static const struct parameter parameters[] = {
    {"work", "fault", "fault (first touch of sizeBytes), map (mmap and munmap one page, again and again), compute (no memory)"},
    {"by", "threads", "threads, processes"},
    {"workers", "0", "how many at once; 0 for one on each CPU, between 2 and 4"},
    {"mapping", "one", "fault by threads: one mapping whose parts they touch, or each its own"},
    {"touch", "yes", "map: yes, or no (a page that was never there needs no interrupt of other CPUs when it goes)"},
    {"sizeBytes", "8388608", "fault: bytes that each worker touches"},
    {"repetitions", "4000", "map: calls; compute: thousands of steps"},
    {NULL, NULL, NULL},
};

static size_t size;
static int64_t repetitions;
static int touch;
static unsigned char *shared_mapping; /* NULL where each worker maps its own */
static unsigned char *own_mapping[MOST_WORKERS];
static _Atomic uint64_t result;

static void fault(int worker) {
    if (!shared_mapping) own_mapping[worker] = map_anonymous(size);
    write_pages(shared_mapping ? shared_mapping + (size_t)worker * size : own_mapping[worker], size);
}

static void map(int worker) {
    (void)worker;
    for (int64_t i = 0; i < repetitions; i++) {
        unsigned char *at = map_anonymous(page_size());
        if (touch) *(volatile unsigned char *)at = 1;
        munmap(at, page_size());
    }
}

static void compute(int worker) {
    uint64_t state = 88172645463325252u + (uint64_t)worker;
    for (int64_t i = 0; i < repetitions * 1000; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
    }
    atomic_store(&result, state);
}

static void (*chosen(void))(int) {
    if (is("work", "fault")) return fault;
    if (is("work", "map")) return map;
    if (is("work", "compute")) return compute;
    refused("no such work", word("work"));
}

static struct together once(int workers) {
    const int as_threads = is("by", "threads");
    const int one = as_threads && is("work", "fault") && is("mapping", "one");
    shared_mapping = one ? map_anonymous((size_t)workers * size) : NULL;
    const struct together all = as_threads ? by_threads(workers, chosen()) : by_processes(workers, chosen());
    if (one) munmap(shared_mapping, (size_t)workers * size);
    for (int i = 0; i < workers; i++) {
        if (own_mapping[i]) munmap(own_mapping[i], size); /* not timed; those of processes went with them */
        own_mapping[i] = NULL;
    }
    return all;
}

static int64_t faults_of_one(void) {
    if (is("work", "fault")) return (int64_t)(size / page_size());
    return is("work", "map") && touch ? repetitions : 0;
}

static void run(void) {
    size = (size_t)amount("sizeBytes");
    repetitions = amount("repetitions");
    touch = is("touch", "yes");
    const int workers = (int)worker_count(amount("workers"));
    fact("cpus", spread_over_processors());
    fact("workers", workers);
    once(workers); /* warms the machine's memory */
    const struct together all = once(workers);
    timed("work", all.duration_ns);
    timed("cpu", all.cpu_ns);
    fact("minorFaults", all.minor_faults);
    fact("expectedFaults", workers * faults_of_one());
}

const struct scenario scenario_parallel_work = {
    "parallel-work", "the same work by one worker or several, as threads or as processes", parameters, run};
