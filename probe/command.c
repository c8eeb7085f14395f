/*
 * Between the clock reads there is the command and the supervisor's wait for it; with "output":"pipe" also the draining of
 * what it prints, which whoever reads a pipe pays.
 */
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "counters.h"
#include "descendants.h"
#include "emit.h"
#include "ending.h"
#include "launch.h"
#include "peak.h"
#include "task-time.h"

static struct command_request request;
static struct streams streams;
static int has_inherited;

/* What the command printed into our pipe. */
static struct {
    int fd; /* our end; -1: no pipe, or nothing more will come */
    uint64_t bytes, hash;
} printed;

/* How the wait ended. */
static struct {
    int status, late, abandoned;
    uint64_t started_ns, ended_ns;
    long long own_delay_ns; /* ours before we waited for its end */
    long long waited_ns;    /* for a CPU: its main thread, and we before we saw it end; -1: the kernel does not say */
    struct rusage usage;
} outcome;

void command_prepare(void) {
    has_inherited = fcntl(INHERITED_OUTPUT, F_SETFD, FD_CLOEXEC) == 0 && fcntl(INHERITED_ERRORS, F_SETFD, FD_CLOEXEC) == 0;
}

static void close_streams(void) {
    const int fds[] = {streams.input, streams.output, streams.errors};
    for (int i = 0; i < 3; i++)
        if (fds[i] >= 0 && !(has_inherited && fds[i] <= INHERITED_ERRORS)) close(fds[i]);
}

/* Whoever started us may have set it for himself (libuv does, for pipes); a command that prints does not expect it. */
static void make_blocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && flags & O_NONBLOCK) fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
}

static const char *open_output(void) {
    int ends[2];
    if (!request.output) {
        streams.output = open("/dev/null", O_WRONLY | O_CLOEXEC);
    } else if (strcmp(request.output, "inherit") == 0) {
        if (!has_inherited) return "output 'inherit': the supervisor was given no output to inherit";
        make_blocking(INHERITED_OUTPUT);
        make_blocking(INHERITED_ERRORS);
        streams.output = INHERITED_OUTPUT;
        streams.errors = INHERITED_ERRORS;
    } else if (strcmp(request.output, "pipe") == 0) {
        if (pipe2(ends, O_CLOEXEC) != 0) return "pipe2 failed";
        fcntl(ends[0], F_SETFL, O_NONBLOCK);
        printed.fd = ends[0];
        streams.output = ends[1];
    } else {
        streams.output = open(request.output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    }
    return streams.output < 0 ? strerror(errno) : NULL;
}

/* Opens what becomes stdin, stdout and stderr; NULL, or what is wrong. */
static const char *open_streams(void) {
    static char why[4400];
    streams = (struct streams){-1, -1, -1};
    printed.fd = -1;
    printed.bytes = 0;
    printed.hash = UINT64_C(14695981039346656037); /* FNV-1a, 64 bits */
    const char *input = request.input ? request.input : "/dev/null";
    streams.input = open(input, O_RDONLY | O_CLOEXEC);
    if (streams.input < 0) {
        snprintf(why, sizeof why, "the input '%s' cannot be read: %s", input, strerror(errno));
        return why;
    }
    const char *wrong = open_output();
    if (wrong) {
        snprintf(why, sizeof why, "the output '%s' cannot be opened: %s", request.output ? request.output : "/dev/null", wrong);
        return why;
    }
    if (streams.errors < 0) streams.errors = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return streams.errors < 0 ? "/dev/null cannot be opened" : NULL;
}

static void drain(void) {
    static unsigned char piece[65536];
    while (printed.fd >= 0) {
        ssize_t got = read(printed.fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && errno == EAGAIN) return;
        if (got <= 0) {
            close(printed.fd);
            printed.fd = -1;
            return;
        }
        printed.bytes += (uint64_t)got;
        for (ssize_t i = 0; i < got; i++) printed.hash = (printed.hash ^ piece[i]) * UINT64_C(1099511628211);
    }
}

/* The clock first: what the kernel knows of a task stays until it is reaped. Our own delay counts as far as the command was
 * neither running nor waiting for a CPU meanwhile: that is before we saw its end. */
static void note_end(pid_t pid) {
    outcome.ended_ns = clock_ns();
    struct task_time its = read_task_time(pid), own = read_task_time(getpid());
    outcome.waited_ns = -1;
    if (its.delay_ns < 0 || own.delay_ns < 0 || outcome.own_delay_ns < 0) return;
    long long late_ns = own.delay_ns - outcome.own_delay_ns;
    long long idle_ns = (long long)(outcome.ended_ns - outcome.started_ns) - its.on_cpu_ns - its.delay_ns;
    if (late_ns > idle_ns) late_ns = idle_ns;
    outcome.waited_ns = its.delay_ns + (late_ns > 0 ? late_ns : 0);
}

/* Takes every change of state that is there; 1 when the command itself has ended. */
static int take_changes(pid_t pid) {
    for (;;) {
        siginfo_t next = {0};
        if (waitid(P_ALL, 0, &next, WEXITED | WSTOPPED | WNOHANG | WNOWAIT | __WALL) != 0 || next.si_pid == 0) return 0;
        if (next.si_pid == pid && next.si_code != CLD_TRAPPED && next.si_code != CLD_STOPPED) note_end(pid);
        int status;
        struct rusage usage;
        pid_t changed = wait4(next.si_pid, &status, WNOHANG | __WALL, &usage);
        if (changed <= 0) return 0;
        if (WIFSTOPPED(status)) {
            peak_stop(changed, status);
        } else if (changed == pid) {
            outcome.status = status;
            outcome.usage = usage;
            /* Killed out of a stop, between the two waits: what the kernel knew of it is gone. */
            if (!outcome.ended_ns) outcome.ended_ns = clock_ns(), outcome.waited_ns = -1;
            return 1;
        }
    }
}

/* Waits for the command, past its stops; ends it at the deadline, or when who asked has gone. */
static void watch(pid_t pid, int child_signals) {
    uint64_t deadline = clock_ns() + (uint64_t)request.deadline_ms * 1000000u;
    struct pollfd fds[3] = {{STDIN_FILENO, POLLRDHUP, 0}, {child_signals, POLLIN, 0}, {printed.fd, POLLIN, 0}};
    for (int first = 1; !take_changes(pid); first = 0) {
        /* What delayed us so far did not delay the sight of its end. */
        if (first) outcome.own_delay_ns = read_task_time(getpid()).delay_ns;
        uint64_t now = clock_ns();
        int left_ms = now < deadline ? (int)((deadline - now) / 1000000u) + 1 : 0;
        fds[2].fd = printed.fd;
        int ready = poll(fds, 3, outcome.late ? -1 : left_ms);
        if (ready == 0 || (fds[0].revents & (POLLHUP | POLLRDHUP | POLLERR | POLLNVAL))) {
            if (ready == 0) outcome.late = 1;
            else outcome.abandoned = 1, fds[0].fd = -1;
            kill(-pid, SIGKILL);
        }
        if (ready > 0 && fds[2].revents) drain();
        struct signalfd_siginfo unused;
        while (read(child_signals, &unused, sizeof unused) > 0) continue;
    }
}

static int64_t ns_of(struct timeval time) {
    return time.tv_sec * INT64_C(1000000000) + time.tv_usec * INT64_C(1000);
}

static void emit_usage(int left_running) {
    const struct rusage *usage = &outcome.usage;
    emit(",\"usage\":{\"userNs\":%lld,\"systemNs\":%lld,\"minorFaults\":%ld,\"majorFaults\":%ld,"
         "\"voluntarySwitches\":%ld,\"involuntarySwitches\":%ld,\"leftRunning\":%d",
         (long long)ns_of(usage->ru_utime), (long long)ns_of(usage->ru_stime), usage->ru_minflt, usage->ru_majflt,
         usage->ru_nvcsw, usage->ru_nivcsw, left_running);
    if (outcome.waited_ns >= 0) emit(",\"waitedNs\":%lld", outcome.waited_ns);
    if (request.output && strcmp(request.output, "pipe") == 0)
        emit(",\"printed\":{\"bytes\":%llu,\"hash\":\"%016llx\"}", (unsigned long long)printed.bytes,
             (unsigned long long)printed.hash);
    emit("}");
}

static int answer(int left_running, int trace_error) {
    emit("{\"id\":%lld,\"end\":", request.id);
    emit_ending(outcome.status, outcome.late, request.deadline_ms);
    emit(",\"wallNs\":%llu", (unsigned long long)(outcome.ended_ns - outcome.started_ns));
    emit_usage(left_running);
    if (request.witness) peak_emit(trace_error);
    emit("}\n");
    return emit_flush(STDOUT_FILENO);
}

static int answer_failed_launch(const struct launch *started) {
    static char why[4400];
    if (started->pid > 0) waitpid(started->pid, NULL, 0);
    const char *error = strerror(started->error);
    if (strcmp(started->failed_call, "exec") == 0)
        snprintf(why, sizeof why, "'%.4000s' cannot be executed: %s", request.words[0], error);
    else if (strcmp(started->failed_call, "chdir") == 0)
        snprintf(why, sizeof why, "the folder '%.4000s' cannot be entered: %s", request.directory, error);
    else
        snprintf(why, sizeof why, "%s: %s", started->failed_call, error);
    return answer_refused(request.id, why);
}

static int run(int child_signals) {
    struct launch started;
    memset(&outcome, 0, sizeof outcome);
    peak_begin();
    outcome.own_delay_ns = read_task_time(getpid()).delay_ns;
    outcome.started_ns = clock_ns();
    launch(&request, &streams, &started);
    if (started.failed_call) guard_group(0);
    close_streams();
    if (started.failed_call) return answer_failed_launch(&started);
    watch(started.pid, child_signals);
    int left_running = end_descendants(started.pid, peak_stop);
    guard_group(0);
    drain();
    return outcome.abandoned ? -1 : answer(left_running, started.trace_error);
}

int command_run(char *line, int child_signals) {
    const char *wrong = parse_command_request(line, &request);
    if (!wrong) wrong = launch_prepare(&request);
    if (!wrong && descendants_prepare() != 0) wrong = "the guard of the commands cannot be started";
    if (wrong) return answer_refused(request.id, wrong);
    wrong = open_streams();
    int result;
    if (wrong) {
        close_streams();
        result = answer_refused(request.id, wrong);
    } else {
        result = run(child_signals);
    }
    if (printed.fd >= 0) close(printed.fd);
    return result;
}
