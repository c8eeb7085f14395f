/*
 * Stops of the command's threads, one by one (ptrace(2)). Its threads are traced, since all must stand still together and the
 * last of them to exit holds the memory; processes that it forks are not: they run on as if nobody watched.
 */
#include "hold-trace.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "hold-entry.h"
#include "hold-exit.h"
#include "hold-threads.h"

/* How long threads may take to stop when all are interrupted; a thread that waits for its vfork child does not. */
#define INTERRUPT_PATIENCE_NS UINT64_C(1000000000)
/* Single steps to the entry point: a loader with many libraries makes some millions. */
#define MOST_STEPS 50000000

static int is_thread_of(pid_t pid, pid_t tid) {
    char path[64];
    sprintf(path, "/proc/%d/task/%d", pid, tid);
    return access(path, F_OK) == 0;
}

static int stops_a_group(int signal_number) {
    return signal_number == SIGSTOP || signal_number == SIGTSTP || signal_number == SIGTTIN || signal_number == SIGTTOU;
}

static void go_on(const struct trace *trace, struct held_thread *thread) {
    int request = thread->listening ? PTRACE_LISTEN
                  : trace->stepping && thread->tid == trace->pid ? PTRACE_SINGLESTEP : PTRACE_CONT;
    thread->stopped = 0;
    ptrace(request, thread->tid, NULL, (void *)(long)thread->signal);
    thread->signal = 0;
}

static void go_on_all(struct trace *trace) {
    for (int i = 0; i < threads_count(); i++)
        if (threads_at(i)->stopped) go_on(trace, threads_at(i));
}

static void give_up(struct trace *trace, const char *reason, int error) {
    trace->state = TRACE_IMPOSSIBLE;
    trace->reason = reason;
    trace->error = error;
    trace_kill(trace);
}

static void hold(struct trace *trace, struct held_thread *thread) {
    thread->stopped = 1;
    trace->state = TRACE_HELD;
    trace->through = thread->tid;
}

static void go_to_entry(struct trace *trace, struct held_thread *thread) {
    trace->entry = entry_address(trace->pid);
    if (!trace->entry) return give_up(trace, "the entry point (AT_ENTRY) cannot be read", errno);
    trace->stepping = trace->request->single_step || entry_breakpoint(trace->pid, trace->entry) != 0;
    if (trace->stepping && !instruction_pointer(trace->pid))
        return give_up(trace, "neither a hardware breakpoint nor single steps work on this architecture", 0);
    go_on(trace, thread);
}

static void on_exec(struct trace *trace) {
    threads_reset(trace->pid);
    struct held_thread *thread = threads_find(trace->pid);
    int first = !trace->executed;
    trace->executed = 1;
    trace->group_exit = 0;
    if (!thread) return;
    if (first && trace->request->at == HOLD_AT_EXEC && !trace->finishing) return hold(trace, thread);
    if (first && trace->request->at == HOLD_AT_MAIN && !trace->finishing) return go_to_entry(trace, thread);
    if (first && trace->request->at == HOLD_AT_TIME)
        trace->due_ns = clock_ns() + (uint64_t)trace->request->after_ms * 1000000u;
    go_on(trace, thread);
}

static int is_at_entry(const struct trace *trace, pid_t tid) {
    return trace->entry && tid == trace->pid && instruction_pointer(tid) == trace->entry;
}

/* A trap of ours, at the entry point or on the way to it; 0 where it is the program's own. */
static int take_trap(struct trace *trace, struct held_thread *thread) {
    siginfo_t why;
    if (!trace->entry || ptrace(PTRACE_GETSIGINFO, thread->tid, NULL, &why) != 0) return 0;
    /* One that was sent has a pid; the codes of a single step differ between architectures, and after system calls. */
    if (trace->stepping ? why.si_code <= 0 && why.si_pid != 0 : why.si_code != TRAP_HWBKPT) return 0;
    if (!trace->stepping && !is_at_entry(trace, thread->tid)) return 0;
    thread->signal = 0;
    if (is_at_entry(trace, thread->tid)) {
        if (!trace->stepping) entry_breakpoint(trace->pid, 0);
        trace->entry = 0;
        trace->stepping = 0;
        hold(trace, thread);
        return 1;
    }
    if (++trace->steps > MOST_STEPS) give_up(trace, "the entry point was not reached within 50 million single steps", 0);
    else go_on(trace, thread);
    return 1;
}

static void on_clone(const struct trace *trace, pid_t parent) {
    unsigned long made = 0;
    ptrace(PTRACE_GETEVENTMSG, parent, NULL, &made);
    if (is_thread_of(trace->pid, (pid_t)made)) threads_enter((pid_t)made);
}

/* Holds the interrupted command where all its threads stand, or, with `now`, as they are. */
static void interrupt_settle(struct trace *trace, int now) {
    int moving = 0;
    for (int i = 0; i < threads_count(); i++) moving += !threads_at(i)->stopped;
    if ((moving && !now) || threads_count() == 0) return;
    trace->interrupting = 0;
    trace->patience_ns = 0;
    trace->moving = moving;
    trace->state = TRACE_HELD;
    trace->through = threads_find(trace->pid) ? trace->pid : threads_at(0)->tid;
}

static void on_stop(struct trace *trace, pid_t tid, int status) {
    int signal_number = status >> 8 & 0xff, event = status >> 16;
    if (event == PTRACE_EVENT_EXEC && tid == trace->pid) return on_exec(trace);
    struct held_thread *thread = threads_find(tid);
    if (!thread && is_thread_of(trace->pid, tid)) thread = threads_enter(tid);
    if (!thread) {
        ptrace(PTRACE_DETACH, tid, NULL, NULL); /* a process made by clone(2) */
        return;
    }
    if (event == PTRACE_EVENT_EXIT) return exit_stop(trace, thread);
    if (event == PTRACE_EVENT_CLONE) on_clone(trace, tid);
    thread->listening = event == PTRACE_EVENT_STOP && stops_a_group(signal_number);
    thread->signal = event == 0 ? signal_number : 0;
    if (event == 0 && signal_number == SIGTRAP && take_trap(trace, thread)) return;
    thread->stopped = 1;
    if (trace->interrupting) interrupt_settle(trace, 0);
    else if (trace->state != TRACE_HELD || trace->finishing) go_on(trace, thread);
}

static void interrupt_all(struct trace *trace) {
    trace->due_ns = 0;
    if (trace->state != TRACE_RUNS || trace->group_exit) return;
    trace->interrupting = 1;
    trace->patience_ns = clock_ns() + INTERRUPT_PATIENCE_NS;
    for (int i = 0; i < threads_count(); i++) ptrace(PTRACE_INTERRUPT, threads_at(i)->tid, NULL, NULL);
}

/* Threads that do not come to their stop do not keep the others waiting. */
static void settle(struct trace *trace, int now) {
    if (trace->state != TRACE_RUNS || trace->finishing) return;
    if (now) trace->patience_ns = 0;
    if (trace->group_exit) exit_settle(trace, now);
    else if (trace->interrupting) interrupt_settle(trace, now);
}

static void on_end(struct trace *trace, pid_t tid, int status) {
    if (tid != trace->pid) {
        threads_remove(tid);
        return settle(trace, 0);
    }
    trace->status = status;
    if (trace->state != TRACE_IMPOSSIBLE) trace->state = TRACE_ENDED;
    trace->pid = 0;
}

void trace_begin(struct trace *trace, const struct hold_request *request, pid_t pid) {
    *trace = (struct trace){.request = request, .pid = pid, .state = TRACE_RUNS};
    threads_reset(pid);
}

void trace_step(struct trace *trace) {
    int status;
    pid_t changed;
    while (trace->pid && (changed = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
        if (WIFSTOPPED(status)) on_stop(trace, changed, status);
        else on_end(trace, changed, status);
    }
    if (!trace->pid) return;
    uint64_t now = clock_ns();
    if (trace->due_ns && now >= trace->due_ns) interrupt_all(trace);
    if (trace->patience_ns && now >= trace->patience_ns) settle(trace, 1);
    exit_decide(trace);
}

int trace_patience_ms(const struct trace *trace) {
    uint64_t now = clock_ns(), due = trace->due_ns;
    if (trace->patience_ns && (!due || trace->patience_ns < due)) due = trace->patience_ns;
    if (exit_undecided(trace)) return 1;
    if (!due) return -1;
    return due > now ? (int)((due - now) / 1000000u) + 1 : 0;
}

void trace_continue(struct trace *trace) {
    trace->finishing = 1;
    if (trace->state == TRACE_HELD) trace->state = TRACE_RUNS;
    go_on_all(trace);
}

void trace_kill(struct trace *trace) {
    trace->finishing = 1;
    trace->stepping = 0;
    if (!trace->pid) return;
    kill(trace->pid, SIGKILL);
    for (int i = 0; i < threads_count(); i++) threads_at(i)->listening = 0;
    go_on_all(trace);
}

void trace_let_pass(pid_t pid, int status) {
    (void)status;
    ptrace(PTRACE_CONT, pid, NULL, NULL);
}
