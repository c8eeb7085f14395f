/*
 * A process that shares our memory (clone with CLONE_VM, on a stack of its own) copies no page of ours, so the kernel's count of
 * its faults begins with the command, and a failed exec can say why. Not vfork: we must run on while it waits.
 */
#include "start-command.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "signals-kept.h"

/* What execvp() needs beside the words, which it may have to copy for a script without an interpreter line. */
#define STACK_BYTES ((size_t)256 << 10)

static struct {
    char **words;
    pid_t recorder;
    int go[2], executed[2];
    volatile int error;
    struct rlimit files;
} start;

/* Whoever started us may have set it for himself (libuv does, for pipes); a command does not expect it. */
static void make_blocking(int fd) {
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0 && flags & O_NONBLOCK) fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
}

/* Returns only where it failed; the process ends with what it returns. */
static int become_command(void *unused) {
    (void)unused;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != start.recorder) return 127; /* it died before the line above */
    signals_restore(); /* so that Ctrl-C while it is let go is not lost */
    close(start.go[1]);
    char word;
    if (read(start.go[0], &word, 1) != 1) return 127;
    setrlimit(RLIMIT_NOFILE, &start.files);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) make_blocking(fd);
    execvp(start.words[0], start.words);
    start.error = errno;
    return 127;
}

/* Every CPU has several descriptors; the command gets the limit back as it was. */
static void raise_file_limit(void) {
    getrlimit(RLIMIT_NOFILE, &start.files);
    struct rlimit raised = {start.files.rlim_max, start.files.rlim_max};
    setrlimit(RLIMIT_NOFILE, &raised);
}

pid_t start_command(char **words) {
    size_t stack_bytes = STACK_BYTES;
    for (char **word = words; *word; word++) stack_bytes += sizeof *word;
    start.words = words;
    start.recorder = getpid();
    raise_file_limit();
    if (pipe2(start.go, O_CLOEXEC) != 0 || pipe2(start.executed, O_CLOEXEC) != 0) return -1;
    char *stack = mmap(NULL, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) return -1;
    return clone(become_command, stack + (stack_bytes & ~(size_t)15), CLONE_VM | SIGCHLD, NULL);
}

int release_command(void) {
    char word = 0;
    close(start.go[0]);
    close(start.executed[1]);
    if (write(start.go[1], &word, 1) != 1) return errno;
    while (read(start.executed[0], &word, 1) < 0 && errno == EINTR) continue; /* its end closes at exec */
    close(start.go[1]);
    close(start.executed[0]);
    return start.error;
}
