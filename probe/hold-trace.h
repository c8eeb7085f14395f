/* One command under ptrace: followed to the point asked for, held there, let go on or ended. */
#ifndef FIRSTTOUCH_HOLD_TRACE_H
#define FIRSTTOUCH_HOLD_TRACE_H

#include <stdint.h>
#include <sys/types.h>

#include "hold-request.h"

enum trace_state {
    TRACE_RUNS,
    TRACE_HELD,
    TRACE_ENDED,      /* it is gone; what it ended with is in status */
    TRACE_IMPOSSIBLE, /* the point cannot be reached; why is in reason */
};

struct trace {
    const struct hold_request *request;
    pid_t pid;
    enum trace_state state;
    int executed;        /* its exec was seen */
    pid_t through;       /* held: the thread whose /proc/TID shows the memory; the main thread where that still has it */
    int moving;          /* held: threads that could not be stopped in time */
    int pending;         /* held at exit: the wait status that it is going to end with */
    int status;          /* ended: its wait status */
    int stepping;        /* goes to the entry point by single steps */
    uint64_t steps;
    const char *reason;  /* impossible: why */
    int error;           /* impossible: the errno that goes with it, or 0 */
    uint64_t entry;      /* AT_ENTRY, where that is the point */
    uint64_t due_ns;     /* when something is to be done by the clock; 0: nothing */
    uint64_t patience_ns; /* when waiting for threads to stop or to exit ends; 0: not waiting */
    int interrupting;    /* every thread was told to stop; some do not stand yet */
    int group_exit;      /* the whole process is exiting, not one thread */
    int finishing;       /* no stop holds it any more */
};

/* Follows a command started by hold_start. */
void trace_begin(struct trace *trace, const struct hold_request *request, pid_t pid);

/* Takes every change of state that is there, and what the clock asks for. Does not wait. */
void trace_step(struct trace *trace);

/* How long trace_step may be put off without a child's signal, in milliseconds; -1: for ever. */
int trace_patience_ms(const struct trace *trace);

/* Lets it go on to its own end, whatever it is held at. */
void trace_continue(struct trace *trace);

/* Ends it by SIGKILL; it is gone when trace_step says so. */
void trace_kill(struct trace *trace);

/* Lets a stop that is nobody's point pass. */
void trace_let_pass(pid_t pid, int status);

#endif
