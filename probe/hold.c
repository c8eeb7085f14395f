/*
 * The conversation: what happened goes out on HOLD_REPORT, one JSON line each; what is to be done comes in on HOLD_ORDERS. A
 * hang-up there is an order too: who asked is gone, however that happened, and the command goes with it.
 */
#include "hold.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "descendants.h"
#include "emit.h"
#include "file-capabilities.h"
#include "hold-many.h"
#include "hold-signals.h"
#include "hold-start.h"
#include "hold-trace.h"

static struct hold_request request;
static struct trace trace;

static int refuse(const char *call, int error) {
    emit("{\"refused\":{\"call\":");
    emit_string(call);
    emit(",\"errno\":%d,\"reason\":", error);
    emit_string(error ? strerror(error) : call);
    emit("}}\n");
    return emit_flush(HOLD_REPORT);
}

static void emit_status(int status) {
    if (WIFSIGNALED(status)) emit("{\"signal\":%d,\"core\":%s}", WTERMSIG(status), WCOREDUMP(status) ? "true" : "false");
    else emit("{\"exitCode\":%d}", WEXITSTATUS(status));
}

static int report_held(void) {
    static const char *const names[] = {"exec", "main", "exit", "time"};
    emit("{\"held\":%d,\"through\":%d,\"at\":\"%s\",\"moving\":%d", trace.pid, trace.through, names[request.at],
         trace.moving);
    if (request.at == HOLD_AT_MAIN) emit(",\"steps\":%llu", (unsigned long long)trace.steps);
    if (request.at == HOLD_AT_EXIT) {
        emit(",\"pending\":");
        emit_status(trace.pending);
    }
    emit("}\n");
    return emit_flush(HOLD_REPORT);
}

static int report_ended(int left_running) {
    int error;
    const char *failed = hold_start_failure(&error);
    if (trace.state == TRACE_IMPOSSIBLE) return refuse(trace.reason, trace.error);
    if (failed) return refuse(failed, error);
    emit("{\"ended\":");
    emit_status(trace.status);
    emit(",\"leftRunning\":%d}\n", left_running);
    return emit_flush(HOLD_REPORT);
}

/* Reads an order: 'c'ontinue, 'e'nd; 0: there is none yet; a hang-up is 'e' as well. */
static char read_order(void) {
    char text[64];
    ssize_t got = read(HOLD_ORDERS, text, sizeof text);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return 0;
    return got > 0 && *text == 'c' ? 'c' : 'e';
}

static void obey(char order) {
    if (order == 'c') trace_continue(&trace);
    if (order == 'e') trace_kill(&trace);
}

/* Follows the command to its end, with whatever is asked on the way. */
static void follow(int signals) {
    struct pollfd fds[2] = {{HOLD_ORDERS, POLLIN, 0}, {signals, POLLIN, 0}};
    int reported = 0;
    for (trace_step(&trace); trace.pid; trace_step(&trace)) {
        if (trace.state == TRACE_HELD && !reported) {
            reported = 1;
            if (report_held() != 0) trace_kill(&trace);
        }
        poll(fds, 2, trace_patience_ms(&trace));
        char order = hold_signals_take(signals) ? 'e' : fds[0].revents ? read_order() : 0;
        if (order == 'e') fds[0].fd = -1; /* the last one */
        obey(order);
    }
}

static int hold_one(int signals) {
    const char *failed_call;
    pid_t pid = hold_start(&request, 0, &failed_call);
    if (pid < 0) return refuse(failed_call, errno);
    trace_begin(&trace, &request, pid);
    follow(signals);
    return report_ended(end_descendants(NO_GROUP, trace_let_pass));
}

/*
 * Where the tracer is killed the kernel kills what it traces, but not what that has started: the guard does, whose children
 * they become. Where the guard is killed the tracer is told. Returns in the tracer; the guard leaves with its exit status.
 */
static void divide_from_guard(void) {
    pid_t guard = getpid(), tracer = fork();
    if (tracer < 0) refuse("fork", errno), _exit(1);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    if (tracer == 0) {
        prctl(PR_SET_PDEATHSIG, SIGNAL_OF_GUARD);
        if (getppid() != guard) _exit(1); /* it died before the line above */
        return;
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL); /* asked to leave, it leaves, and the tracer is told */
    int status = 0;
    while (waitpid(tracer, &status, 0) < 0 && errno == EINTR) continue;
    end_descendants(NO_GROUP, trace_let_pass);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

int run_hold(char *text, char **words) {
    if (fcntl(HOLD_REPORT, F_GETFD) < 0 || fcntl(HOLD_ORDERS, F_GETFD) < 0) {
        fputs("firsttouch-probe --hold: descriptors 3 (report) and 4 (orders) must be open\n", stderr);
        return 2;
    }
    const char *wrong = parse_hold_request(text, words, &request);
    if (wrong) return refuse(wrong, 0), 2;
    int signals = hold_signals_prepare();
    if (signals < 0 || hold_start_prepare() != 0) return refuse("set-up", errno), 1;
    if (loses_capabilities(request.program)) return refuse("file capabilities", EPERM), 1;
    divide_from_guard();
    int failed = request.executions ? hold_many(&request, signals) : hold_one(signals);
    return failed ? 1 : 0;
}
