/*
 * One trial or command after another, each a fresh process. The supervisor leaves at once when its stdin closes, whatever is
 * queued: who asked has gone. Trials die with it, however it dies (PR_SET_PDEATHSIG, PTRACE_O_EXITKILL).
 */
#include "serve.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "command-request.h"
#include "command.h"
#include "emit.h"
#include "ending.h"
#include "observe.h"
#include "request.h"
#include "spawn.h"

/* What a trial may print; what is printed around it fits beside it. */
#define RESULT_BYTES (EMIT_BYTES - 65536)

static struct request request;
static char result[RESULT_BYTES];
static size_t result_length;
static int child_signals = -1;

/* Takes what the trial has written so far; 0 when its end is closed. */
static int take_result(int fd) {
    while (result_length < sizeof result) {
        ssize_t got = read(fd, result + result_length, sizeof result - result_length);
        if (got > 0) result_length += (size_t)got;
        else if (got == 0) return 0;
        else if (errno != EINTR) return errno == EAGAIN;
    }
    return 0;
}

/* Waits for the trial, past its stops. Returns its wait status; sets *late where the deadline ended it. */
static int watch(pid_t pid, int result_fd, int *late, int *abandoned) {
    uint64_t deadline = clock_ns() + (uint64_t)request.deadline_ms * 1000000u;
    struct pollfd fds[3] = {{STDIN_FILENO, POLLRDHUP, 0}, {result_fd, POLLIN, 0}, {child_signals, POLLIN, 0}};
    for (;;) {
        uint64_t now = clock_ns();
        int left_ms = now < deadline ? (int)((deadline - now) / 1000000u) + 1 : 0;
        int ready = poll(fds, 3, *late ? -1 : left_ms);
        if (ready == 0 || (fds[0].revents & (POLLHUP | POLLRDHUP | POLLERR | POLLNVAL))) {
            if (ready == 0) *late = 1;
            else *abandoned = 1, fds[0].fd = -1;
            kill(pid, SIGKILL);
        }
        if (fds[1].revents && !take_result(result_fd)) fds[1].fd = -1;
        if (!(fds[2].revents & POLLIN)) continue;
        struct signalfd_siginfo unused;
        while (read(child_signals, &unused, sizeof unused) > 0) continue;
        int status;
        while (waitpid(pid, &status, WNOHANG | __WALL) == pid) {
            if (!WIFSTOPPED(status)) return status;
            observe_stop(pid, status);
        }
    }
}

static void emit_result(void) {
    while (result_length && result[result_length - 1] == '\n') result_length--;
    if (!result_length) return;
    int whole = result[0] == '{' && result[result_length - 1] == '}';
    emit(whole ? ",\"result\":" : ",\"output\":");
    if (whole) emit("%.*s", (int)result_length, result);
    else emit_printable(result, result_length < 500 ? result_length : 500);
}

/* Runs the request; -1 where nobody listens any more. */
static int run_request(const char *line) {
    int ends[2], late = 0, abandoned = 0;
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return answer_refused(request.id, "pipe2 failed");
    fcntl(ends[1], F_SETFL, 0); /* the trial's end blocks */
    result_length = 0;
    observe_begin();
    uint64_t started = clock_ns();
    pid_t pid = spawn_trial(&request, line, ends[1]);
    int error = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return answer_refused(request.id, strerror(error));
    }
    int status = watch(pid, ends[0], &late, &abandoned);
    uint64_t ended = clock_ns();
    if (request.program.word_count) kill(-pid, SIGKILL); /* whatever it started and left: it led a group of its own */
    take_result(ends[0]);
    close(ends[0]);
    if (abandoned) return -1;
    emit("{\"id\":%lld,\"end\":", request.id);
    emit_ending(status, late, request.deadline_ms);
    emit(",\"wallNs\":%llu", (unsigned long long)(ended - started));
    emit_result();
    if (request.witness) observe_emit(&request);
    emit("}\n");
    return emit_flush(STDOUT_FILENO);
}

/* Parses a copy: the trial parses the line as it came. */
static int handle_line(const char *line) {
    static char copy[MAX_REQUEST_BYTES];
    memcpy(copy, line, strlen(line) + 1);
    if (is_command_request(line)) return command_run(copy, child_signals);
    const char *wrong = parse_request(copy, &request);
    return wrong ? answer_refused(request.id, wrong) : run_request(line);
}

static int refuse_long_line(void) {
    return answer_refused(-1, "the request is longer than 65535 bytes");
}

int serve(void) {
    static char buffer[MAX_REQUEST_BYTES];
    size_t held = 0;
    int skipping = 0;
    command_prepare();
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    child_signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    signal(SIGINT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    ending_prepare();
    if (child_signals < 0) return 1;
    for (;;) {
        ssize_t got = read(STDIN_FILENO, buffer + held, sizeof buffer - 1 - held);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return 0;
        held += (size_t)got;
        buffer[held] = 0;
        char *line = buffer, *newline;
        while ((newline = memchr(line, '\n', (size_t)(buffer + held - line)))) {
            *newline = 0;
            if (!skipping && handle_line(line) != 0) return 0;
            skipping = 0;
            line = newline + 1;
        }
        held -= (size_t)(line - buffer);
        memmove(buffer, line, held);
        if (held < sizeof buffer - 1) continue;
        if (!skipping && refuse_long_line() != 0) return 0;
        skipping = 1;
        held = 0;
    }
}
