/* Two pipes, one child, one poll: nothing of the command outlives this process. */
#include "run-command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "own.h"
#include "scenario.h"

#define KEPT_BYTES 262144

/* One stream of the command: the pipe's end, and what came through it. */
struct stream {
    int fd;
    size_t length;
    char *text;
};

static char kept[2][KEPT_BYTES];

static void make_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) failed("pipe2");
}

static void limit_address_space(int64_t bytes) {
    if (bytes <= 0) return;
    const struct rlimit limit = {(rlim_t)bytes, (rlim_t)bytes};
    if (setrlimit(RLIMIT_AS, &limit) != 0) _exit(126);
}

static _Noreturn void become(const struct command *command, int input, int output, int errors) {
    extern char **environ;
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    if (command->setting) putenv((char *)(uintptr_t)command->setting);
    limit_address_space(command->address_space_bytes);
    if (command->image >= 0) fexecve(command->image, command->words, environ);
    else execvp(command->words[0], command->words);
    _exit(127);
}

/* Takes what is there; what does not fit is read and dropped, so that the command never waits. */
static void take(struct stream *stream) {
    static char dropped[4096];
    const size_t room = KEPT_BYTES - 1 - stream->length;
    const ssize_t got =
        room > 0 ? read(stream->fd, stream->text + stream->length, room) : read(stream->fd, dropped, sizeof dropped);
    if (got < 0 && errno == EINTR) return;
    if (got > 0) {
        if (room > 0) stream->length += (size_t)got;
        return;
    }
    close(stream->fd);
    stream->fd = -1;
}

static void take_all(struct stream streams[2]) {
    while (streams[0].fd >= 0 || streams[1].fd >= 0) {
        struct pollfd ready[2] = {{streams[0].fd, POLLIN, 0}, {streams[1].fd, POLLIN, 0}};
        if (poll(ready, 2, -1) < 0 && errno != EINTR) failed("poll");
        for (int i = 0; i < 2; i++)
            if (streams[i].fd >= 0 && ready[i].revents) take(&streams[i]);
    }
    for (int i = 0; i < 2; i++) streams[i].text[streams[i].length] = 0;
}

static void give_input(int fd, const char *text) {
    const size_t length = text ? strlen(text) : 0;
    if (length > 0 && write(fd, text, length) != (ssize_t)length) failed("writing the command's input");
    close(fd);
}

struct outcome run_command(const struct command *command) {
    int input[2], output[2], errors[2];
    make_pipe(input);
    make_pipe(output);
    make_pipe(errors);
    give_input(input[1], command->input);
    const pid_t child = fork_child();
    if (child == 0) become(command, input[0], output[1], errors[1]);
    close(input[0]);
    close(output[1]);
    close(errors[1]);
    struct stream streams[2] = {{output[0], 0, kept[0]}, {errors[0], 0, kept[1]}};
    take_all(streams);
    struct outcome outcome = {.output = kept[0], .errors = kept[1]};
    while (wait4(child, &outcome.status, 0, &outcome.usage) < 0)
        if (errno != EINTR) failed("wait4");
    return outcome;
}

int exit_code(const struct outcome *outcome) {
    return WIFEXITED(outcome->status) ? WEXITSTATUS(outcome->status) : -1;
}

int ending_signal(const struct outcome *outcome) {
    return WIFSIGNALED(outcome->status) ? WTERMSIG(outcome->status) : 0;
}
