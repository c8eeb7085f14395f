/* Workers meet at a barrier in shared memory, read their clocks themselves, and leave their readings there. */
#include "workers.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../clock.h"
#include "own.h"
#include "processors.h"
#include "scenario.h"

struct readings_of_worker {
    uint64_t started_ns, ended_ns;
    int64_t cpu_ns, minor_faults;
};

struct meeting {
    atomic_int ready;
    struct readings_of_worker of[MOST_WORKERS];
};

static struct meeting *meeting;
static int expected;
static void (*task)(int worker);
static pthread_t threads[MOST_WORKERS];
static int cpus = 1;

int64_t worker_count(int64_t asked) {
    cpus = spread_over_processors();
    int64_t count = asked > 0 ? asked : cpus;
    if (count < 2 && asked == 0) count = 2;
    return count > MOST_WORKERS ? MOST_WORKERS : count;
}

static void *begin_thread(void *worker) {
    bind_to_processor((int)(intptr_t)worker % cpus);
    task((int)(intptr_t)worker);
    return NULL;
}

void start_threads(int workers, void (*work)(int worker)) {
    task = work;
    for (int i = 0; i < workers; i++)
        if (pthread_create(&threads[i], NULL, begin_thread, (void *)(intptr_t)i) != 0) failed("pthread_create");
}

void join_threads(int workers) {
    for (int i = 0; i < workers; i++) pthread_join(threads[i], NULL);
}

static int64_t own_cpu_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static int64_t own_minor_faults(void) {
    struct rusage own;
    getrusage(RUSAGE_THREAD, &own);
    return own.ru_minflt;
}

static void (*measured)(int worker);

static void measure(int worker) {
    struct readings_of_worker *own = &meeting->of[worker];
    own->ended_ns = clock_ns(); /* touches the page of the readings */
    const int64_t faults = own_minor_faults();
    atomic_fetch_add(&meeting->ready, 1);
    while (atomic_load(&meeting->ready) < expected) sched_yield();
    const int64_t cpu_ns = own_cpu_ns();
    own->started_ns = clock_ns();
    measured(worker);
    own->ended_ns = clock_ns();
    own->cpu_ns = own_cpu_ns() - cpu_ns;
    own->minor_faults = own_minor_faults() - faults;
}

static void prepare(int workers, void (*work)(int worker)) {
    if (!meeting) meeting = shared_memory(sizeof *meeting);
    *meeting = (struct meeting){0};
    expected = workers;
    measured = work;
}

static struct together sum(int workers) {
    struct together all = {0, 0, 0};
    uint64_t first = UINT64_MAX, last = 0;
    for (int i = 0; i < workers; i++) {
        const struct readings_of_worker *one = &meeting->of[i];
        if (one->started_ns < first) first = one->started_ns;
        if (one->ended_ns > last) last = one->ended_ns;
        all.cpu_ns += one->cpu_ns;
        all.minor_faults += one->minor_faults;
    }
    all.duration_ns = (int64_t)(last - first);
    return all;
}

struct together by_threads(int workers, void (*work)(int worker)) {
    prepare(workers, work);
    start_threads(workers, measure);
    join_threads(workers);
    return sum(workers);
}

struct together by_processes(int workers, void (*work)(int worker)) {
    prepare(workers, work);
    pid_t children[MOST_WORKERS];
    for (int i = 0; i < workers; i++) {
        children[i] = fork_child();
        if (children[i] != 0) continue;
        bind_to_processor(i % cpus);
        measure(i);
        _exit(0);
    }
    for (int i = 0; i < workers; i++)
        if (wait_for(children[i]) != 0) unavailable("a process of the workers did not end as it should");
    return sum(workers);
}
