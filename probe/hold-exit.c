/*
 * A thread reaches PTRACE_EVENT_EXIT because it called exit (alone), because it called exit_group or met a fatal signal (all
 * are to go), or because another did that, or executed a program, which ends all threads but its own. The last two look alike
 * from here until the other one shows which it was: releasing all at once would lose the stacks of a process that exits,
 * keeping them would stop an exec for ever.
 */
#include "hold-exit.h"

#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "clock.h"
#include "hold-entry.h"

/* How long the other threads of an exiting process may take to come to their own exit, and a doubt to be resolved. */
#define EXIT_PATIENCE_NS UINT64_C(500000000)

static void release(struct held_thread *thread) {
    thread->stopped = 0;
    ptrace(PTRACE_CONT, thread->tid, NULL, NULL);
}

static int others_run(const struct held_thread *thread) {
    for (int i = 0; i < threads_count(); i++)
        if (threads_at(i) != thread && !threads_at(i)->exiting) return 1;
    return 0;
}

static void begin_group_exit(struct trace *trace, unsigned long status) {
    if (trace->group_exit) return;
    trace->group_exit = 1;
    trace->pending = (int)status;
    trace->patience_ns = clock_ns() + EXIT_PATIENCE_NS;
}

void exit_settle(struct trace *trace, int now) {
    struct held_thread *through = NULL;
    for (int i = 0; i < threads_count(); i++) {
        struct held_thread *thread = threads_at(i);
        if (!thread->exiting && !now) return;
        trace->moving += !thread->exiting;
        if (thread->exiting && (!through || thread->tid == trace->pid)) through = thread;
    }
    trace->patience_ns = 0;
    if (!through) return;
    trace->through = through->tid;
    trace->state = TRACE_HELD;
}

void exit_stop(struct trace *trace, struct held_thread *thread) {
    unsigned long status = 0;
    ptrace(PTRACE_GETEVENTMSG, thread->tid, NULL, &status);
    thread->stopped = 1;
    thread->exiting = 1;
    thread->listening = 0;
    thread->signal = 0;
    if (trace->finishing || !trace->executed || trace->request->at != HOLD_AT_EXIT) {
        release(thread);
        return threads_remove(thread->tid);
    }
    long call = current_call(thread->tid);
    int alone = call == SYS_exit && !(status & 0x7f);
    if (alone && others_run(thread) && !trace->group_exit) {
        release(thread);
        return threads_remove(thread->tid);
    }
    if (status & 0x7f || call == SYS_exit_group || !others_run(thread)) begin_group_exit(trace, status);
    if (trace->group_exit) exit_settle(trace, 0);
    else if (!trace->patience_ns) trace->patience_ns = clock_ns() + EXIT_PATIENCE_NS;
}

int exit_undecided(const struct trace *trace) {
    if (trace->group_exit || trace->finishing || trace->state != TRACE_RUNS) return 0;
    for (int i = 0; i < threads_count(); i++)
        if (threads_at(i)->exiting) return 1;
    return 0;
}

static int one_executes(void) {
    for (int i = 0; i < threads_count(); i++) {
        long call = threads_at(i)->stopped ? -1 : current_call(threads_at(i)->tid);
        if (call == SYS_execve || call == SYS_execveat) return 1;
    }
    return 0;
}

void exit_decide(struct trace *trace) {
    if (!exit_undecided(trace)) return;
    if (trace->patience_ns && !one_executes()) return;
    trace->patience_ns = 0;
    for (int i = threads_count() - 1; i >= 0; i--) {
        struct held_thread *thread = threads_at(i);
        if (!thread->exiting) continue;
        release(thread);
        threads_remove(thread->tid);
    }
}
