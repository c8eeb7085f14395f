/*
 * Runs a command (the words after "--") and reads from outside what the kernel counts of it, at marks that it announces
 * (marks.h): a runtime that counts its own faults takes faults by counting.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../marks.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"file", "none", "what the command gets as descriptor 5: none, memory (a memfd), folder (an unlinked file in the folder)"},
    {"folder", "/tmp", "the folder for that file"},
    {"cgroup", "", "the folder of the cgroup that the command runs in; empty: ours"},
    {NULL, NULL, NULL},
};

enum { MARKS = 3, ANSWERS = 4, HANDED = 5, BEYOND = 16 };

/* Whether the command has ended: what it left in the pipe is read before this is believed. */
static int ended(pid_t command, int *status) {
    return waitpid(command, status, WNOHANG) == command;
}

/* Until the command has ended. Its own children may hold the pipe open for longer: an end of file is not waited for. */
static int listen_until_end(pid_t command, int marks_fd) {
    static char buffer[8192];
    size_t held = 0;
    int status = 0;
    for (int over = 0;;) {
        struct pollfd readable = {marks_fd, POLLIN, 0};
        const int ready = poll(&readable, 1, over ? 0 : 20);
        if (ready < 0 && errno != EINTR) failed("poll");
        if (ready > 0) {
            const ssize_t got = read(marks_fd, buffer + held, sizeof buffer - held);
            if (got < 0 && errno != EINTR) failed("reading the marks of the command");
            if (got == 0) return over ? status : wait_for(command);
            if (got > 0) held += (size_t)got;
            obey_lines(buffer, &held);
            if (held == sizeof buffer) refused("a mark that is too long", "the command");
        } else if (over) return status;
        else over = ended(command, &status);
    }
}

static int open_handed(void) {
    if (is("file", "none")) return -1;
    if (is("file", "folder")) return temporary_file(word("folder"));
    if (!is("file", "memory")) refused("no such file", word("file"));
    const int fd = memfd_create("firsttouch", MFD_CLOEXEC);
    if (fd < 0) failed("memfd_create");
    return fd;
}

/* In the child: the cgroup, the descriptors, the command. Returns only where that fails. */
static const char *become_command(const int ends[2], int handed) {
    if (*word("cgroup")) {
        char path[4096];
        snprintf(path, sizeof path, "%s/cgroup.procs", word("cgroup"));
        const int procs = open(path, O_WRONLY | O_CLOEXEC);
        if (procs < 0 || write(procs, "0\n", 2) != 2) return "entering the cgroup";
    }
    const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0 || dup2(nowhere, 0) < 0 || dup2(nowhere, 1) < 0) return "open(/dev/null)";
    if (dup2(ends[0], MARKS) < 0 || dup2(ends[1], ANSWERS) < 0) return "dup2";
    if (handed >= 0 && dup2(handed, HANDED) < 0) return "dup2";
    execv(command_words()[0], command_words());
    return "execv of the command";
}

/* A descriptor that is not among those given to the command, and closed by exec. */
static int moved(int fd) {
    const int beyond = fcntl(fd, F_DUPFD_CLOEXEC, BEYOND);
    if (beyond < 0) failed("fcntl(F_DUPFD_CLOEXEC)");
    close(fd);
    return beyond;
}

static void open_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) failed("pipe2");
    ends[0] = moved(ends[0]);
    ends[1] = moved(ends[1]);
}

struct start {
    int error;
    char call[64];
};

static void run(void) {
    if (!command_words()[0]) refused("no command to watch", "watch");
    signal(SIGPIPE, SIG_IGN);
    int from_command[2], to_command[2];
    open_pipe(from_command);
    open_pipe(to_command);
    const int opened = open_handed();
    const int handed = opened < 0 ? opened : moved(opened);
    struct start *start = shared_memory(sizeof *start);
    const pid_t command = fork_child();
    if (command == 0) {
        signal(SIGPIPE, SIG_DFL);
        const char *call = become_command((const int[2]){from_command[1], to_command[0]}, handed);
        start->error = errno;
        snprintf(start->call, sizeof start->call, "%s", call);
        _exit(127);
    }
    close(from_command[1]);
    close(to_command[0]);
    expect_marks(command, to_command[1]);
    const int status = listen_until_end(command, from_command[0]);
    if (start->error) {
        errno = start->error;
        failed(start->call);
    }
    if (WIFSIGNALED(status)) fact("signal", WTERMSIG(status));
    if (status != 0) unavailable("the command did not end well: what it says is on standard error");
}

const struct scenario scenario_watch = {
    "watch", "runs a command, and reads its faults and sizes from outside at the marks that it announces", parameters, run};
