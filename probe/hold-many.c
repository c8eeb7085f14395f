/* One after another: a fresh process, its text of /proc read while it stands, its end. A hang-up ends it all. */
#include "hold-many.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "descendants.h"
#include "emit.h"
#include "hold-signals.h"
#include "hold-start.h"
#include "hold-trace.h"
#include "read-file.h"

/* A program that does not come to its point: a library's constructor that waits. */
#define DEADLINE_NS UINT64_C(10000000000)

static struct trace trace;
static int leaving; /* who asked has gone, or we were asked to go */
static char text[1 << 18];

/* Follows the command until it leaves `state` or is gone; 0 where it was ended by a hang-up or by its deadline. */
static int wait_while(enum trace_state state, int signals, uint64_t deadline) {
    struct pollfd fds[2] = {{HOLD_ORDERS, POLLIN, 0}, {signals, POLLIN, 0}};
    for (trace_step(&trace); trace.pid && trace.state == state; trace_step(&trace)) {
        int patience = trace_patience_ms(&trace);
        poll(fds, 2, patience < 0 ? 1000 : patience);
        leaving |= hold_signals_take(signals) || fds[0].revents;
        if (leaving || clock_ns() > deadline) return 0;
    }
    return 1;
}

static void end_it(int signals) {
    trace_kill(&trace);
    struct pollfd fd = {signals, POLLIN, 0};
    for (trace_step(&trace); trace.pid; trace_step(&trace)) {
        poll(&fd, 1, 1000);
        leaving |= hold_signals_take(signals);
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
static int execute_once(const struct hold_request *request, int signals) {
    const char *failed_call;
    pid_t pid = hold_start(request, 1, &failed_call);
    if (pid < 0) {
        emit_unheld(failed_call, errno);
        return emit_flush(HOLD_REPORT);
    }
    trace_begin(&trace, request, pid);
    int in_time = wait_while(TRACE_RUNS, signals, clock_ns() + DEADLINE_NS);
    if (in_time && trace.state == TRACE_HELD) {
        emit("{");
        emit_file("maps");
        emit(",");
        emit_file("stat");
        emit("}\n");
    } else if (trace.pid && trace.state == TRACE_RUNS && !leaving) {
        emit_unheld("it had not come to that point after 10 s", 0);
    }
    int ran = trace.pid != 0;
    end_it(signals);
    if (!ran || trace.state == TRACE_IMPOSSIBLE) emit_early_end();
    return emit_flush(HOLD_REPORT);
}

int hold_many(const struct hold_request *request, int signals) {
    int done = 0, failed = 0;
    while (!failed && !leaving && done < request->executions) {
        failed = execute_once(request, signals);
        done++;
    }
    end_descendants(NO_GROUP, trace_let_pass);
    if (failed) return failed;
    emit("{\"done\":%d}\n", done);
    return emit_flush(HOLD_REPORT);
}
