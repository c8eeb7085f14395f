/* Threads that do nothing: what their stacks hold, and whether the kernel would back them with huge pages. */
#include <errno.h>
#include <pthread.h>
#include <sys/mman.h>

#include "../huge-memory.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"stack", "default", "default (the C library's), advised (own memory with MADV_HUGEPAGE: what it would be with huge pages)"},
    {"threads", "32", "threads, at most 128"},
    {"stackBytes", "8388608", "the size of each stack"},
    {NULL, NULL, NULL},
};

#define MAX_THREADS 128
static pthread_barrier_t all_there, all_seen;
static void *stack_places[MAX_THREADS];
static pthread_t threads[MAX_THREADS];

static void *idle(void *place) {
    *(void **)place = &place;
    pthread_barrier_wait(&all_there);
    pthread_barrier_wait(&all_seen);
    return NULL;
}

static void start(int64_t index, size_t stack_size) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    if (is("stack", "advised")) {
        void *stack = map_huge_aligned(stack_size);
        advise_pages(stack, stack_size, "huge");
        pthread_attr_setstack(&attributes, stack, stack_size);
    } else pthread_attr_setstacksize(&attributes, stack_size);
    errno = pthread_create(&threads[index], &attributes, idle, &stack_places[index]);
    if (errno) failed("pthread_create");
    pthread_attr_destroy(&attributes);
}

static void tell(int64_t count) {
    int64_t total = 0, most = 0, huge = 0, excluded = 0;
    for (int64_t i = 0; i < count; i++) {
        const int64_t rss = smaps_bytes(stack_places[i], "Rss:");
        total += rss;
        most = rss > most ? rss : most;
        huge += smaps_bytes(stack_places[i], "AnonHugePages:");
        excluded += has_vm_flag(stack_places[i], "nh") == 1;
    }
    fact("threads", count);
    fact("excludedStacks", excluded);
    fact("stacksRssBytes", total);
    fact("largestStackRssBytes", most);
    fact("stacksHugeBytes", huge);
}

static void run(void) {
    const int64_t count = amount("threads");
    if (count < 1 || count > MAX_THREADS) refused("not from 1 to 128", "threads");
    tell_huge_page_mode();
    pthread_barrier_init(&all_there, NULL, (unsigned)count + 1);
    pthread_barrier_init(&all_seen, NULL, (unsigned)count + 1);
    for (int64_t i = 0; i < count; i++) start(i, (size_t)amount("stackBytes"));
    pthread_barrier_wait(&all_there);
    tell(count);
    pthread_barrier_wait(&all_seen);
    for (int64_t i = 0; i < count; i++) pthread_join(threads[i], NULL);
}

const struct scenario scenario_thread_stacks = {
    "thread-stacks", "what the stacks of idle threads hold, and whether huge pages may back them", parameters, run};
