/* Threads allocate and free buffers of mixed sizes, with small objects that live on in between: what stays resident. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "../allocator-in-use.h"
#include "../draw.h"
#include "../own.h"
#include "../processors.h"
#include "../scenario.h"

enum { MAX_THREADS = 64, MAX_SLOTS = 4096, LIVES_ON_BYTES = 64, REQUESTS = 400, REQUEST_BYTES = 40960, PAUSE_MS = 250 };

static const struct parameter parameters[] = {
    {"threads", "1", "1 to 64"},
    {"turns", "together", "together, or one-by-one: a thread frees its buffers before the next begins"},
    {"source", "malloc", "malloc, or mmap: a heap of the program's own, which no malloc can change"},
    {"leastBytes", "16384", "the smallest buffer"},
    {"mostBytes", "1048576", "the largest buffer"},
    {"slots", "8", "buffers that each thread holds at once, 4096 at most"},
    {"sizes", "mixed", "mixed, or doubling: of one size at a time, all freed before the next size, which is twice as large"},
    {"steps", "100", "buffers of mixed sizes that each thread allocates in all"},
    {"idleMs", "0", "milliseconds that the threads go on with a few requests now and then, after the last buffer was freed"},
    {NULL, NULL, NULL},
};

struct buffer {
    unsigned char *address;
    size_t size;
};

static struct worker {
    pthread_t thread;
    struct buffer buffers[MAX_SLOTS];
    int64_t live_bytes, refusals;
} *workers;

static uint64_t least_bytes, most_bytes;
static int64_t slots, steps, idle_ms;
static int one_by_one, own_heap, doubling;
static sem_t begin_work, worked, begin_freeing, freed, leave;

static void wait_on(sem_t *semaphore) {
    while (sem_wait(semaphore) != 0) continue;
}

static void *obtain(size_t size) {
    if (!own_heap) return malloc(size);
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return address == MAP_FAILED ? NULL : address;
}

static void drop(struct worker *worker, struct buffer *buffer) {
    if (!buffer->address) return;
    if (own_heap) munmap(buffer->address, buffer->size);
    else free(buffer->address);
    worker->live_bytes -= (int64_t)buffer->size;
    buffer->address = NULL;
}

static void fill(struct worker *worker, struct buffer *buffer, size_t size) {
    *buffer = (struct buffer){obtain(size), size};
    unsigned char *lives_on = own_heap ? NULL : malloc(LIVES_ON_BYTES);
    if (lives_on) lives_on[0] = 1;
    if (!buffer->address || (!own_heap && !lives_on)) {
        worker->refusals++;
        return;
    }
    worker->live_bytes += (int64_t)size;
    write_pages(buffer->address, size);
}

static void drop_all(struct worker *worker) {
    for (int64_t i = 0; i < slots; i++) drop(worker, &worker->buffers[i]);
}

/* As many bytes of each size as fit the slots with buffers of the smallest. */
static void work_with_doubling_sizes(struct worker *worker) {
    const int64_t round_bytes = slots * (int64_t)least_bytes;
    for (int64_t size = (int64_t)least_bytes; size <= (int64_t)most_bytes && size <= round_bytes; size *= 2) {
        drop_all(worker);
        for (int64_t i = 0; i < round_bytes / size; i++) fill(worker, &worker->buffers[i], (size_t)size);
    }
}

static void work(struct worker *worker) {
    if (doubling) {
        work_with_doubling_sizes(worker);
        return;
    }
    struct draws draws = {0x9E3779B97F4A7C15u + (uint64_t)(worker - workers)};
    for (int64_t i = 0; i < steps; i++) {
        struct buffer *buffer = &worker->buffers[i < slots ? (uint64_t)i : draw_below(&draws, (uint64_t)slots)];
        drop(worker, buffer);
        fill(worker, buffer, draw_size(&draws, least_bytes, most_bytes));
    }
}

/* Allocators that give back what has lain idle for long look for it now and then when they are asked for something. */
static void ask_a_little(void) {
    for (int64_t waited = 0; waited < idle_ms; waited += PAUSE_MS) {
        usleep(PAUSE_MS * 1000);
        for (int i = 0; i < REQUESTS; i++) {
            void *block = malloc(REQUEST_BYTES);
            LAUNDER(block);
            free(block);
        }
    }
}

static void *body(void *argument) {
    struct worker *worker = argument;
    wait_on(&begin_work);
    work(worker);
    if (one_by_one) drop_all(worker);
    sem_post(&worked);
    wait_on(&begin_freeing);
    drop_all(worker);
    ask_a_little();
    sem_post(&freed);
    wait_on(&leave);
    return NULL;
}

static void start(int64_t threads) {
    sem_t *all[] = {&begin_work, &worked, &begin_freeing, &freed, &leave};
    for (int i = 0; i < 5; i++)
        if (sem_init(all[i], 0, 0) != 0) failed("sem_init");
    for (int64_t i = 0; i < threads; i++)
        if (pthread_create(&workers[i].thread, NULL, body, &workers[i]) != 0) unavailable("not enough threads could be started");
}

/* Lets every thread through the first gate, and waits for each at the second: at once, or one after another. */
static void let_through(sem_t *gate, sem_t *arrived, int64_t threads, int in_turn) {
    for (int64_t i = 0; i < threads; i++) {
        sem_post(gate);
        if (in_turn) wait_on(arrived);
    }
    for (int64_t i = 0; !in_turn && i < threads; i++) wait_on(arrived);
}

static void take_parameters_of_work(int64_t threads) {
    slots = amount("slots");
    steps = amount("steps");
    idle_ms = amount("idleMs");
    if (threads < 1 || threads > MAX_THREADS || slots < 1 || slots > MAX_SLOTS) refused("too few or too many", "threads or slots");
    least_bytes = (uint64_t)amount("leastBytes");
    most_bytes = (uint64_t)amount("mostBytes");
    one_by_one = is("turns", "one-by-one");
    own_heap = is("source", "mmap");
    doubling = is("sizes", "doubling");
}

/* Chunks that glibc has mapped by themselves: which side of its threshold buffers fall. */
static void tell_mapped_chunks(void) {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    fact("mappedChunks", (int64_t)mallinfo2().hblks);
#else
    fact_missing("mappedChunks", "this C library has no mallinfo2");
#endif
}

static void run(void) {
    const int64_t threads = amount("threads");
    take_parameters_of_work(threads);
    workers = map_anonymous((size_t)threads * sizeof *workers);
    fact("processors", spread_over_processors());
    start(threads);
    const int64_t before = rollup_bytes("Rss:");
    begin("work");
    let_through(&begin_work, &worked, threads, one_by_one);
    end();
    int64_t live = 0, refusals = 0;
    for (int64_t i = 0; i < threads; i++) {
        live += workers[i].live_bytes;
        refusals += workers[i].refusals;
    }
    fact("threads", threads);
    fact("refusals", refusals);
    fact("liveBytes", live);
    fact("plateauBytes", rollup_bytes("Rss:") - before);
    tell_mapped_chunks();
    begin("free");
    let_through(&begin_freeing, &freed, threads, 0);
    end();
    fact("keptBytes", rollup_bytes("Rss:") - before);
    tell_allocator();
    for (int64_t i = 0; i < threads; i++) sem_post(&leave);
    for (int64_t i = 0; i < threads; i++) pthread_join(workers[i].thread, NULL);
}

const struct scenario scenario_buffers = {
    "buffers", "threads allocate and free buffers with long-lived objects in between: what stays resident", parameters, run};
