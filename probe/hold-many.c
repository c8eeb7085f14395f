/* One after another: a fresh process, its text of /proc read while it stands, its end. A hang-up of the orders ends it all. */
#include "hold-many.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "descendants.h"
#include "emit.h"
#include "hold-start.h"
#include "hold-trace.h"
#include "read-file.h"

/* A program that does not come to its point: a library's constructor that waits. */
#define DEADLINE_NS UINT64_C(10000000000)

static struct trace trace;
static char text[1 << 18];

/* Follows the command until it leaves `state` or is gone; 0 where it was ended by a hang-up or by its deadline. */
static int wait_while(enum trace_state state, int child_signals, uint64_t deadline) {
    struct pollfd fds[2] = {{HOLD_ORDERS, POLLIN, 0}, {child_signals, POLLIN, 0}};
    for (trace_step(&trace); trace.pid && trace.state == state; trace_step(&trace)) {
        struct signalfd_siginfo unused;
        int patience = trace_patience_ms(&trace);
        poll(fds, 2, patience < 0 ? 1000 : patience);
        while (read(child_signals, &unused, sizeof unused) > 0) continue;
        if (fds[0].revents || clock_ns() > deadline) return 0;
    }
    return 1;
}

static void end_it(int child_signals) {
    trace_kill(&trace);
    struct pollfd fd = {child_signals, POLLIN, 0};
    for (trace_step(&trace); trace.pid; trace_step(&trace)) {
        struct signalfd_siginfo unused;
        poll(&fd, 1, 1000);
        while (read(child_signals, &unused, sizeof unused) > 0) continue;
    }
}

static void emit_file(const char *name) {
    char path[48];
    sprintf(path, "/proc/%d/%s", trace.through, name);
    long length = read_file(path, text, sizeof text);
    emit("\"%s\":", name);
    emit_string(length > 0 && length < (long)sizeof text - 1 ? text : NULL);
}

static void emit_unheld(const char *why, int error) {
    emit("{\"unheld\":");
    emit_string(why);
    emit(",\"errno\":%d}\n", error);
}

static void emit_early_end(void) {
    int error;
    const char *failed = hold_start_failure(&error);
    if (failed) emit_unheld(failed, error);
    else if (trace.state == TRACE_IMPOSSIBLE) emit_unheld(trace.reason, trace.error);
    else if (WIFSIGNALED(trace.status)) emit("{\"unheld\":\"ended\",\"signal\":%d}\n", WTERMSIG(trace.status));
    else emit("{\"unheld\":\"ended\",\"exitCode\":%d}\n", WEXITSTATUS(trace.status));
}

/* One execution; -1 where nobody listens any more. */
static int execute_once(const struct hold_request *request, int child_signals) {
    const char *failed_call;
    pid_t pid = hold_start(request, 1, &failed_call);
    if (pid < 0) {
        emit_unheld(failed_call, errno);
        return emit_flush(HOLD_REPORT);
    }
    trace_begin(&trace, request, pid);
    int in_time = wait_while(TRACE_RUNS, child_signals, clock_ns() + DEADLINE_NS);
    if (in_time && trace.state == TRACE_HELD) {
        emit("{");
        emit_file("maps");
        emit(",");
        emit_file("stat");
        emit("}\n");
    } else if (trace.pid && trace.state == TRACE_RUNS) {
        emit_unheld("it had not come to that point after 10 s", 0);
    }
    int ran = trace.pid != 0;
    end_it(child_signals);
    if (!ran || trace.state == TRACE_IMPOSSIBLE) emit_early_end();
    return emit_flush(HOLD_REPORT);
}

static int hung_up(void) {
    struct pollfd fd = {HOLD_ORDERS, POLLIN, 0};
    return poll(&fd, 1, 0) != 0;
}

int hold_many(const struct hold_request *request, int child_signals) {
    int done = 0, failed = 0;
    while (!failed && done < request->executions && !hung_up()) {
        failed = execute_once(request, child_signals);
        done++;
    }
    end_descendants(0, trace_let_pass);
    if (failed) return failed;
    emit("{\"done\":%d}\n", done);
    return emit_flush(HOLD_REPORT);
}
