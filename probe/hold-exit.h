/* Whether a thread that exits takes the process with it: the point just before the end is where the last memory is. */
#ifndef FIRSTTOUCH_HOLD_EXIT_H
#define FIRSTTOUCH_HOLD_EXIT_H

#include "hold-threads.h"
#include "hold-trace.h"

/* Takes note of a PTRACE_EVENT_EXIT stop: the thread is let go, kept, or kept until more is known. */
void exit_stop(struct trace *trace, struct held_thread *thread);

/* Decides about threads that were killed by another of their process, where more is known by now. */
void exit_decide(struct trace *trace);

/* Whether exit_decide waits to be asked again. */
int exit_undecided(const struct trace *trace);

/* Holds the process where every thread that is left stands at its exit, or, with `now`, as it is. */
void exit_settle(struct trace *trace, int now);

#endif
