/*
 * Between fork and exec. The child waits until it is seized: PTRACE_TRACEME would not let its threads be interrupted later.
 * It stays in our process group, so that the terminal's Ctrl-C and its input are the command's.
 */
#include "hold-start.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hold-signals.h"

#define OPTIONS (PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL)

/* Shared with the child until its exec. */
static volatile struct {
    int error;
    const char *call; /* a literal: at the same address in parent and child */
} *failure;

int hold_start_prepare(void) {
    void *page = mmap(NULL, sizeof *failure, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return -1;
    failure = page;
    return fcntl(HOLD_REPORT, F_SETFD, FD_CLOEXEC) | fcntl(HOLD_ORDERS, F_SETFD, FD_CLOEXEC);
}

const char *hold_start_failure(int *error) {
    *error = failure->error;
    return failure->call;
}

static void give_up(const char *call) {
    failure->error = errno;
    failure->call = call;
    _exit(127);
}

static int silence(void) {
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    return nowhere < 0 || dup2(nowhere, 0) < 0 || dup2(nowhere, 1) < 0 || dup2(nowhere, 2) < 0;
}

/* Whoever started us may have set it for himself (libuv does, for pipes); a command does not expect it. */
static void make_blocking(void) {
    for (int fd = 0; fd <= 2; fd++) {
        int flags = fcntl(fd, F_GETFL);
        if (flags >= 0 && flags & O_NONBLOCK) fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
    }
}

static int limit_stack(long long bytes) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_STACK, &limit) != 0) return -1;
    limit.rlim_cur = bytes == STACK_UNLIMITED ? RLIM_INFINITY : (rlim_t)bytes;
    return setrlimit(RLIMIT_STACK, &limit);
}

static void become_command(const struct hold_request *request, int quiet) {
    hold_signals_restore();
    if (quiet) {
        if (silence()) give_up("open(/dev/null)");
    } else {
        make_blocking();
    }
    unsigned long persona = (request->no_randomize ? ADDR_NO_RANDOMIZE : 0ul) |
                            (request->legacy_layout ? ADDR_COMPAT_LAYOUT : 0ul);
    if (persona && personality((unsigned long)personality(0xffffffff) | persona) < 0) give_up("personality");
    if (request->stack_bytes != STACK_AS_IT_IS && limit_stack(request->stack_bytes) != 0)
        give_up("setrlimit(RLIMIT_STACK)");
    execvp(request->words[0], request->words);
    give_up("exec");
}

pid_t hold_start(const struct hold_request *request, int quiet, const char **failed_call) {
    int gate[2];
    char seized = 1;
    failure->call = NULL;
    failure->error = 0;
    *failed_call = "pipe2";
    if (pipe2(gate, O_CLOEXEC) != 0) return -1;
    *failed_call = "fork";
    pid_t pid = fork();
    if (pid == 0) {
        close(gate[1]);
        if (read(gate[0], &seized, 1) != 1) _exit(127);
        become_command(request, quiet);
    }
    int error = errno;
    close(gate[0]);
    if (pid > 0) {
        *failed_call = "ptrace(PTRACE_SEIZE)";
        int refused = ptrace(PTRACE_SEIZE, pid, NULL, (void *)(long)OPTIONS) != 0;
        error = errno;
        if (!refused && write(gate[1], &seized, 1) == 1) *failed_call = NULL;
    }
    close(gate[1]);
    if (!*failed_call) return pid;
    if (pid > 0) waitpid(pid, NULL, __WALL);
    errno = error;
    return -1;
}
