/* Between fork and exec: the conditions of the trial. Everything here is inherited or cleared by exec as intended. */
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <unistd.h>

#include "emit.h"
#include "trial.h"

#ifndef PR_SET_THP_DISABLE
#define PR_SET_THP_DISABLE 41
#endif

static void refuse(const char *attempted) {
    emit("{\"refused\":\"%s: %s\"}\n", attempted, strerror(errno));
    emit_flush(STDOUT_FILENO);
    _exit(EXIT_BAD_REQUEST);
}

static void pin(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    if (cpu < CPU_SETSIZE) CPU_SET((unsigned)cpu, &one);
    if (sched_setaffinity(0, sizeof one, &one) != 0) refuse("sched_setaffinity");
}

/* The first to go when memory runs out. Raising one's own score needs no right; where it fails the trial still runs. */
static void volunteer_for_oom(void) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (write(fd, "1000", 4) != 4) errno = 0;
    close(fd);
}

/* RLIMIT_CORE 1 and not 0: it stops core files as well as core_pattern pipes (core(5), kernel/coredump.c). */
static void dump_no_core(void) {
    const struct rlimit one = {1, 1};
    setrlimit(RLIMIT_CORE, &one);
}

/* The arm's variables, the checked preload and the padding, and nothing else: no PATH, no HOME, no LANG. */
static char **environment_of(const struct request *request) {
    static char text[MAX_REQUEST_BYTES + 8192];
    static char *entries[MAX_ENVIRONMENT + 3];
    size_t used = 0;
    int count = 0;
    for (int i = 0; i < request->environment_count; i++) {
        entries[count++] = text + used;
        used += (size_t)sprintf(text + used, "%s=%s", request->names[i], request->values[i]) + 1;
    }
    if (request->preload) {
        entries[count++] = text + used;
        used += (size_t)sprintf(text + used, "LD_PRELOAD=%s", request->preload) + 1;
    }
    entries[count++] = text + used;
    used += (size_t)sprintf(text + used, "PADDING=") + (size_t)request->padding_bytes;
    memset(text + used - request->padding_bytes, 'x', (size_t)request->padding_bytes);
    text[used] = 0;
    entries[count] = NULL;
    return entries;
}

static void become_trial(const struct request *request, const char *line, int result_fd, pid_t supervisor) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != supervisor) _exit(1); /* it died before the line above */
    dup2(result_fd, STDOUT_FILENO);
    setsid(); /* out of reach of the terminal's Ctrl-C: the supervisor decides when a trial ends */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    volunteer_for_oom();
    dump_no_core();
    if (request->cpu >= 0) pin(request->cpu);
    if (request->thp_disable && prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) != 0) refuse("prctl(PR_SET_THP_DISABLE)");
    if (request->witness) ptrace(PTRACE_TRACEME, 0, NULL, NULL); /* a refusal shows as no stop at exec */
    if (request->program.word_count) {
        const char *failed = apply_conditions(&request->program);
        if (failed) refuse(failed);
        execute_program(&request->program, environment_of(request));
        refuse("executing the program");
    }
    char *const arguments[] = {(char[]){"firsttouch-probe"}, (char[]){"--trial"}, (char *)(size_t)line, NULL};
    execve("/proc/self/exe", arguments, environment_of(request));
    refuse("execve /proc/self/exe");
}

pid_t spawn_trial(const struct request *request, const char *line, int result_fd) {
    pid_t supervisor = getpid();
    pid_t pid = fork();
    if (pid == 0) become_trial(request, line, result_fd, supervisor);
    return pid;
}
