/* Memory calls from the two tracepoints: an entry and an exit of the same thread are one call. */
#ifndef FIRSTTOUCH_MEMORY_CALLS_H
#define FIRSTTOUCH_MEMORY_CALLS_H

#include <stdint.h>

struct task {
    uint32_t pid, tid;
};

/* Times count from the launch. A call that cannot return is written now, any other one when it has returned. */
void call_entered(struct task task, uint64_t at_ns, int64_t number, const uint64_t arguments[6]);
void call_returned(struct task task, uint64_t at_ns, int64_t number, int64_t result);

/* The thread is no more: what it was in did not return. */
void calls_abandoned(struct task task);

/* At the end of everything. */
void calls_finish(void);

#endif
