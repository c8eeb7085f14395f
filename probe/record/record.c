/*
 * The command, its events, and the loop that empties the rings until the command has ended. The loop sleeps until a ring is a
 * quarter full: each waking costs the command as much as a hundred of its faults.
 */
#include "record.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../file-capabilities.h"
#include "channels.h"
#include "control.h"
#include "fault-batch.h"
#include "keeper.h"
#include "memory-calls.h"
#include "merge.h"
#include "monotonic.h"
#include "perf-events.h"
#include "record-request.h"
#include "relay.h"
#include "running-command.h"
#include "signals-kept.h"
#include "start-command.h"
#include "take-record.h"
#include "trace-lines.h"
#include "write-end.h"

/* A record is stamped before it is in its ring; for as long another CPU's earlier one may still be missing. */
#define MARGIN_NS (2 * MILLISECOND_NS)
/* Between two readings of rings that are not a quarter full. */
#define PAUSE_MS 100

static struct record_request request;
static struct perf_events events;

static struct running_command command;

static struct {
    int signals, keeper; /* descriptors */
    uint64_t launched_ns, drained_ns;
} session;

/* A signal from a terminal (SI_KERNEL) has reached the command already. */
static void take_signals(void) {
    struct signalfd_siginfo what;
    while (read(session.signals, &what, sizeof what) == sizeof what)
        if (what.ssi_signo != SIGCHLD && what.ssi_code <= 0) command_signal(&command, (int)what.ssi_signo);
    command_reap(&command);
}

/* Where things stand among the descriptors that are waited for; rings follow. */
enum waited { WAIT_CONTROL, WAIT_KEEPER, WAIT_SIGNALS, WAIT_RELAY, WAIT_RINGS };

static struct pollfd waited[WAIT_RINGS + MAX_CPUS];

/* Who asked, or the keeper, is gone for good. */
static void lose_contact(void) {
    command_kill(&command);
    waited[WAIT_CONTROL].fd = waited[WAIT_KEEPER].fd = -1;
}

static void take_words(void) {
    for (;;) {
        enum word word = hear(0);
        if (word == WORD_END) command_end(&command, monotonic_ns());
        if (word == WORD_GONE) lose_contact();
        if (word == WORD_NOTHING || word == WORD_GONE) return;
    }
}

static void drain(uint64_t until_ns) {
    merge_until(events.rings, events.count, until_ns, take_record);
    batch_flush();
    lines_flush();
}

/* A ring that is nearly full of what is too young to be ordered is looked at again soon. */
static int is_crowded(void) {
    for (int i = 0; i < events.count; i++)
        if (events.rings[i].head - events.rings[i].tail > events.rings[i].size / 2) return 1;
    return 0;
}

static void prepare_waiting(void) {
    waited[WAIT_CONTROL] = (struct pollfd){CONTROL, POLLIN | POLLRDHUP, 0};
    waited[WAIT_KEEPER] = (struct pollfd){session.keeper, POLLIN, 0};
    waited[WAIT_SIGNALS] = (struct pollfd){session.signals, POLLIN, 0};
    waited[WAIT_RELAY] = (struct pollfd){-1, 0, 0};
    for (int i = 0; i < events.count; i++) waited[WAIT_RINGS + i] = (struct pollfd){ring_fd(&events.rings[i]), POLLIN, 0};
}

/* 1 where a ring wants to be read. Those whose tasks have all ended say so for ever, and are waited for no more. */
static int rings_are_ready(void) {
    int ready = 0;
    for (int i = 0; i < events.count; i++) {
        struct pollfd *fd = &waited[WAIT_RINGS + i];
        if (fd->revents & POLLIN) ready = 1;
        if (fd->revents & (POLLHUP | POLLERR)) fd->fd = -1;
    }
    return ready;
}

static void watch(void) {
    prepare_waiting();
    while (!command.has_ended) {
        if (request.wrapper) relay_poll(&waited[WAIT_RELAY]);
        if (poll(waited, (nfds_t)(WAIT_RINGS + events.count), is_crowded() ? 2 : PAUSE_MS) < 0) continue;
        uint64_t now = monotonic_ns();
        if (rings_are_ready() || is_crowded() || now - session.drained_ns >= PAUSE_MS * MILLISECOND_NS) {
            drain(now - MARGIN_NS);
            session.drained_ns = now;
        }
        if (request.wrapper) relay_move();
        if (waited[WAIT_CONTROL].revents) take_words();
        if (waited[WAIT_KEEPER].revents) lose_contact();
        command_attend(&command, now);
        take_signals();
    }
}

static void write_begin(uint64_t realtime_us) {
    line_begin();
    put_text("{\"kind\":\"begin\",\"atNs\":0,\"pid\":");
    put_unsigned((uint64_t)command.pid);
    put_text(",\"realtimeUs\":");
    put_unsigned(realtime_us);
    put_text("}");
    line_end();
}

static void run(void) {
    session.launched_ns = monotonic_ns();
    uint64_t realtime_us = read_ns(CLOCK_REALTIME) / 1000;
    usage_begin();
    int error = release_command();
    if (error) {
        waitpid(command.pid, NULL, 0);
        _exit(say_failed("exec", error));
    }
    lines_open(TRACE_FILE);
    take_begin(session.launched_ns, request.wrapper ? command.pid : 0, request.calls);
    write_begin(realtime_us);
    say_launched(command.pid, realtime_us);
    watch();
    command_sweep(&command);
    if (request.wrapper) relay_finish();
    drain(UINT64_MAX);
    calls_finish();
    write_end(command.ended_ns - session.launched_ns, command.status, &events, request.faults, command.left_running);
    say_ended(command.status);
}

/* strace is told where to write by a word `{trace}` among its own: our end of the pipe. */
static int open_wrapper(char **words) {
    static char path[64];
    int error = relay_open(RELAY);
    snprintf(path, sizeof path, "/proc/%d/fd/%d", getpid(), relay_input());
    for (; !error && *words && strcmp(*words, "--") != 0; words++)
        if (strcmp(*words, "{trace}") == 0) *words = path;
    return error;
}

static int prepare(char **words) {
    sigset_t signals;
    signals_waited(&signals);
    session.signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (session.signals < 0) return say_failed("signalfd", errno);
    command.wrapper = request.wrapper;
    int error = request.wrapper ? open_wrapper(words) : 0;
    if (error) return say_failed("pipe", error);
    command.pid = start_command(words);
    if (command.pid < 0) return say_failed("clone", errno);
    const char *what = "";
    error = events_open(&events, command.pid, &request, &what);
    if (error) return say_failed(what, error);
    say_ready(&events);
    return hear(1) == WORD_GO ? 0 : 1;
}

int record(char *text, char **words) {
    for (int fd = TRACE_FILE; fd <= RELAY; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
    const char *wrong = parse_record_request(text, &request);
    if (wrong) return say_failed(wrong, EINVAL);
    if (loses_capabilities(request.program)) return say_failed("file capabilities", EPERM);
    signals_keep();
    session.keeper = keeper_start();
    if (session.keeper < 0) return say_failed("the keeper", errno);
    int refused = prepare(words);
    if (refused) {
        if (command.pid > 0) kill(command.pid, SIGKILL);
        return refused;
    }
    run();
    return lines_error() ? 3 : 0;
}
