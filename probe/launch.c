/*
 * Between vfork and exec. vfork and not fork: the child copies no page of ours, so its count of minor faults begins with the
 * command, and a failed exec can say why in memory that we share until then.
 */
#include "launch.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <unistd.h>

#include "descendants.h"

#define MAX_ENTRIES 8192

static char *entries[MAX_ENTRIES + 1];

static int is_named(const char *entry, const char *name) {
    size_t length = strlen(name);
    return strncmp(entry, name, length) == 0 && entry[length] == '=';
}

static int is_replaced(const struct command_request *request, const char *entry) {
    for (int i = 0; i < request->environment_count; i++)
        if (is_named(entry, request->names[i])) return 1;
    return is_named(entry, "FIRSTTOUCH_PADDING");
}

const char *launch_prepare(const struct command_request *request) {
    static char text[MAX_REQUEST_BYTES + 8192];
    size_t used = 0;
    int count = 0;
    for (char **entry = environ; request->inherit_environment && *entry; entry++) {
        if (is_replaced(request, *entry)) continue;
        if (count == MAX_ENTRIES - MAX_ENVIRONMENT - 1) return "the environment has more than 8000 variables";
        entries[count++] = *entry;
    }
    for (int i = 0; i < request->environment_count; i++) {
        entries[count++] = text + used;
        used += (size_t)sprintf(text + used, "%s=%s", request->names[i], request->values[i]) + 1;
    }
    if (request->padding_bytes) {
        entries[count++] = text + used;
        used += (size_t)sprintf(text + used, "FIRSTTOUCH_PADDING=");
        memset(text + used, 'x', (size_t)request->padding_bytes);
        text[used + (size_t)request->padding_bytes] = 0;
    }
    entries[count] = NULL;
    return NULL;
}

static void give_up(struct launch *launch, const char *call) {
    launch->error = errno;
    launch->failed_call = call;
    _exit(127);
}

static int pin(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    if (cpu < CPU_SETSIZE) CPU_SET((unsigned)cpu, &one);
    return sched_setaffinity(0, sizeof one, &one);
}

static void become_command(const struct command_request *request, const struct streams *streams,
                           struct launch *launch, pid_t supervisor) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != supervisor) _exit(127); /* it died before the line above */
    setsid(); /* its own process group: everything of it can be ended at once, and Ctrl-C is the supervisor's affair */
    guard_group(getpid()); /* from here: the supervisor may be killed before it runs again */
    if (dup2(streams->input, STDIN_FILENO) < 0 || dup2(streams->output, STDOUT_FILENO) < 0 ||
        dup2(streams->errors, STDERR_FILENO) < 0)
        give_up(launch, "dup2");
    signal(SIGINT, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (request->cpu >= 0 && pin(request->cpu) != 0) give_up(launch, "sched_setaffinity");
    if (request->directory && chdir(request->directory) != 0) give_up(launch, "chdir");
    if (request->witness && ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0) launch->trace_error = errno;
    execvpe(request->words[0], (char *const *)(size_t)request->words, entries);
    give_up(launch, "exec");
}

void launch(const struct command_request *request, const struct streams *streams, struct launch *launch) {
    pid_t supervisor = getpid();
    *launch = (struct launch){0, NULL, 0, 0};
    launch->pid = vfork();
    if (launch->pid == 0) become_command(request, streams, launch, supervisor);
    if (launch->pid < 0) {
        launch->error = errno;
        launch->failed_call = "vfork";
    }
}
