/* Starts threads one after another; each allocates once, alone, and stays: how many arenas glibc made for them. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <unistd.h>

#include "../allocator-in-use.h"
#include "../own.h"
#include "../processors.h"
#include "../scenario.h"

enum { MAX_THREADS = 1024, THREADS_A_PROCESSOR = 8, MORE_THAN_ARENAS = 8, STACK_BYTES = 131072 };

static const struct parameter parameters[] = {
    {"threads", "4", "how many are started; 0 for 8 on each processor and 8 more, 1024 at most"},
    {"processors", "all", "all (that it may run on) or one"},
    {"allocateBytes", "64", "what each thread asks malloc for"},
    {NULL, NULL, NULL},
};

#ifdef __GLIBC__
static sem_t done, leave;
static size_t allocate_bytes;
static void *blocks[MAX_THREADS];

static void wait_on(sem_t *semaphore) {
    while (sem_wait(semaphore) != 0) continue;
}

static void *allocate_once(void *argument) {
    void **block = argument;
    *block = malloc(allocate_bytes);
    sem_post(&done);
    wait_on(&leave);
    free(*block);
    return NULL;
}

/* Arenas but the first lie in heaps that are aligned to their greatest size: 64 MiB on 64-bit machines. */
static uintptr_t arena_of(const void *block, const struct vma *heap) {
    const uintptr_t address = (uintptr_t)block;
    if (heap->start <= address && address < heap->end) return 0;
    return address & ~(uintptr_t)((64u << 20) - 1);
}

static void tell_arenas(int64_t threads) {
    struct vma heap = {0};
    find_named_vma("[heap]", &heap);
    int64_t others = 0, in_main = 0;
    for (int64_t i = 0; i < threads; i++) {
        const uintptr_t arena = arena_of(blocks[i], &heap);
        in_main += arena == 0;
        int known = arena == 0;
        for (int64_t j = 0; j < i && !known; j++) known = arena_of(blocks[j], &heap) == arena;
        others += !known;
    }
    fact("arenas", others + 1);
    fact("threadsInMainArena", in_main);
}

static int64_t threads_asked(void) {
    int64_t threads = amount("threads");
    if (threads == 0) threads = sysconf(_SC_NPROCESSORS_ONLN) * THREADS_A_PROCESSOR + MORE_THAN_ARENAS;
    return threads > MAX_THREADS ? MAX_THREADS : threads;
}

static int64_t start_one_by_one(pthread_t *started, int64_t threads) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    int64_t count = 0;
    begin("start");
    while (count < threads && pthread_create(&started[count], &attributes, allocate_once, &blocks[count]) == 0) {
        wait_on(&done);
        count++;
    }
    end();
    pthread_attr_destroy(&attributes);
    return count;
}

static void run(void) {
    static pthread_t started[MAX_THREADS];
    const int processors = spread_over_processors();
    const int one = is("processors", "one");
    if (one && bind_to_processor(0) != 0) failed("sched_setaffinity");
    allocate_bytes = (size_t)amount("allocateBytes");
    if (sem_init(&done, 0, 0) != 0 || sem_init(&leave, 0, 0) != 0) failed("sem_init");
    free(malloc(allocate_bytes));
    const int64_t asked = threads_asked();
    const int64_t reserved = status_bytes("VmSize:"), resident = rollup_bytes("Rss:");
    const int64_t threads = start_one_by_one(started, asked);
    fact("processors", one ? 1 : processors);
    fact("onlineProcessors", sysconf(_SC_NPROCESSORS_ONLN));
    fact("threads", threads);
    fact("reservedGrowthBytes", status_bytes("VmSize:") - reserved - threads * STACK_BYTES);
    fact("residentGrowthBytes", rollup_bytes("Rss:") - resident);
    tell_arenas(threads);
    for (int64_t i = 0; i < threads; i++) sem_post(&leave);
    for (int64_t i = 0; i < threads; i++) pthread_join(started[i], NULL);
    tell_allocator();
}
#else
static void run(void) {
    unavailable("arenas are glibc's: this subject is linked with another library");
}
#endif

const struct scenario scenario_arenas = {
    "arenas", "starts threads that allocate one after another, and counts glibc's arenas", parameters, run};
