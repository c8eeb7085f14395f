/* One thread allocates, another frees: objects go over in a ring. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "../allocator-in-use.h"
#include "../draw.h"
#include "../own.h"
#include "../processors.h"
#include "../scenario.h"

enum { RING = 1024 };

static const struct parameter parameters[] = {
    {"leastBytes", "64", "the smallest size"},
    {"mostBytes", "4096", "the largest size"},
    {"objects", "50000", "how many go over"},
    {NULL, NULL, NULL},
};

static _Atomic(void *) ring[RING];
static atomic_int ready;
static int64_t objects;

static void *free_all(void *unused) {
    ready = 1;
    for (int64_t i = 0; i < objects; i++) {
        void *object;
        while (!(object = atomic_exchange_explicit(&ring[i % RING], NULL, memory_order_acquire))) sched_yield();
        free(object);
    }
    return unused;
}

static void allocate_all(void) {
    struct draws draws = {88172645463325252u};
    const uint64_t least = (uint64_t)amount("leastBytes"), most = (uint64_t)amount("mostBytes");
    for (int64_t i = 0; i < objects; i++) {
        unsigned char *object = malloc(draw_size(&draws, least, most));
        if (!object) failed("malloc");
        object[0] = 1;
        while (atomic_load_explicit(&ring[i % RING], memory_order_relaxed)) sched_yield();
        atomic_store_explicit(&ring[i % RING], object, memory_order_release);
    }
}

static void run(void) {
    objects = amount("objects");
    fact("processors", spread_over_processors());
    for (int i = 0; i < RING; i++) ring[i] = NULL;
    const int64_t before = rollup_bytes("Rss:");
    pthread_t thread;
    if (pthread_create(&thread, NULL, free_all, NULL) != 0) unavailable("no second thread could be started");
    while (!ready) sched_yield();
    begin("hand-over");
    allocate_all();
    pthread_join(thread, NULL);
    end();
    fact("objects", objects);
    fact("heldBytes", rollup_bytes("Rss:") - before);
    tell_allocator();
}

const struct scenario scenario_cross_thread_free = {
    "cross-thread-free", "allocates in one thread and frees in another", parameters, run};
