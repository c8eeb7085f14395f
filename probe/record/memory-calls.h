/* Memory calls from tracepoints: a return that tells everything, or an entry and a return of the same thread. */
#ifndef FIRSTTOUCH_MEMORY_CALLS_H
#define FIRSTTOUCH_MEMORY_CALLS_H

#include <stdint.h>

struct task {
    uint32_t pid, tid;
};

/* Times count from the launch. A call that cannot return is written now, any other one when it has returned. */
void call_entered(struct task task, uint64_t at_ns, int64_t number, const uint64_t arguments[6]);
void call_returned(struct task task, uint64_t at_ns, int64_t number, int64_t result);

/* A call that returned, with its arguments; when it was entered is not known. */
void call_made(struct task task, uint64_t at_ns, int64_t number, int64_t result, const uint64_t arguments[6]);

/* The thread is no more: what it was in did not return. */
void calls_abandoned(struct task task);

/* At the end of everything. */
void calls_finish(void);

#endif
