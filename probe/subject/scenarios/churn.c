/* Allocates and frees objects of mixed sizes in threads that each own what they allocate. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "../allocator-in-use.h"
#include "../draw.h"
#include "../own.h"
#include "../processors.h"
#include "../scenario.h"

enum { MAX_THREADS = 64, SLOTS = 2048 };

static const struct parameter parameters[] = {
    {"threads", "1", "how many work at once, 1 to 64; one is the first thread of the process"},
    {"leastBytes", "16", "the smallest size"},
    {"mostBytes", "1024", "the largest size"},
    {"operations", "100000", "allocations of each thread; a slot's old object is freed first"},
    {NULL, NULL, NULL},
};

static struct worker {
    pthread_t thread;
    unsigned char *slots[SLOTS];
} *workers;

static uint64_t least_bytes, most_bytes;
static int64_t operations;
static atomic_int ready, go, refusals;

static void work(struct worker *worker, int number) {
    struct draws draws = {0x9E3779B97F4A7C15u + (uint64_t)number};
    for (int64_t i = 0; i < operations; i++) {
        unsigned char **slot = &worker->slots[draw_below(&draws, SLOTS)];
        free(*slot);
        const uint64_t size = draw_size(&draws, least_bytes, most_bytes);
        *slot = malloc(size);
        if (!*slot) {
            refusals++;
            continue;
        }
        (*slot)[0] = 1;
        (*slot)[size - 1] = 1;
    }
}

static void *body(void *argument) {
    struct worker *worker = argument;
    ready++;
    while (!go) sched_yield();
    work(worker, (int)(worker - workers));
    return NULL;
}

static void work_in_threads(int threads) {
    for (int i = 0; i < threads; i++)
        if (pthread_create(&workers[i].thread, NULL, body, &workers[i]) != 0) unavailable("not enough threads could be started");
    while (ready < threads) sched_yield();
    begin("churn");
    go = 1;
    for (int i = 0; i < threads; i++) pthread_join(workers[i].thread, NULL);
    end();
}

static void run(void) {
    const int64_t threads = amount("threads");
    if (threads < 1 || threads > MAX_THREADS) refused("not so many threads", word("threads"));
    least_bytes = (uint64_t)amount("leastBytes");
    most_bytes = (uint64_t)amount("mostBytes");
    operations = amount("operations");
    workers = map_anonymous((size_t)threads * sizeof *workers);
    memset(workers, 0, (size_t)threads * sizeof *workers);
    fact("processors", spread_over_processors());
    const int64_t before = rollup_bytes("Rss:");
    if (threads == 1) {
        begin("churn");
        work(&workers[0], 0);
        end();
    } else work_in_threads((int)threads);
    fact("threads", threads);
    fact("operations", operations * threads);
    fact("refusals", refusals);
    fact("heldBytes", rollup_bytes("Rss:") - before);
    tell_allocator();
}

const struct scenario scenario_churn = {
    "churn", "allocates and frees objects of mixed sizes, in one thread or several", parameters, run};
