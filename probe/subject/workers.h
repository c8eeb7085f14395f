/* Threads and processes that do the same work at the same time, each on a CPU of its own. */
#ifndef FIRSTTOUCH_WORKERS_H
#define FIRSTTOUCH_WORKERS_H

#include <stdint.h>

#define MOST_WORKERS 4

/*
 * How many workers are asked for: 0 stands for one on each CPU, 2 at least; MOST_WORKERS at most. Lets this process run on
 * every CPU that it may, whatever it was bound to.
 */
int64_t worker_count(int64_t asked);

/* A thread for each worker, pinned, that does the work and ends. */
void start_threads(int workers, void (*work)(int worker));
void join_threads(int workers);

/* What the workers took together, from the moment that all were ready to the end of the last. */
struct together {
    int64_t duration_ns, cpu_ns, minor_faults;
};

/* The work done by that many threads, or by that many processes, started together. */
struct together by_threads(int workers, void (*work)(int worker));
struct together by_processes(int workers, void (*work)(int worker));

#endif
