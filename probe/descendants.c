/*
 * A command's orphans become the supervisor's children (PR_SET_CHILD_SUBREAPER), so wait() tells whether there are any, and
 * /proc is searched only then. The guard is a process of its own, since nothing runs in a supervisor that was killed.
 */
#include "descendants.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "read-file.h"

#define MAX_SEEN 1024
/* Milliseconds in which what is ending anyway may end, and after which what cannot be ended is left to the machine. */
#define GRACE_MS 20
#define PATIENCE_MS 5000

static volatile pid_t *guarded;

static void stand_guard(int fd) {
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    setsid();
    dup2(fd, STDIN_FILENO);
    for (int other = STDIN_FILENO + 1; other < 64; other++) close(other);
    char unused;
    while (read(STDIN_FILENO, &unused, 1) < 0 && errno == EINTR) continue;
    if (*guarded > 0) kill(-*guarded, SIGKILL);
    _exit(0);
}

int descendants_prepare(void) {
    int ends[2];
    if (guarded) return 0;
    void *page = mmap(NULL, sizeof *guarded, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED || pipe2(ends, O_CLOEXEC) != 0) return -1;
    guarded = page;
    pid_t between = fork();
    if (between == 0) {
        /* Forked twice: a child of ours would always be there for wait() to find. */
        close(ends[1]);
        if (fork() == 0) stand_guard(ends[0]);
        _exit(0);
    }
    close(ends[0]); /* the other end stays open, in the supervisor alone, until it dies */
    if (between < 0 || waitpid(between, NULL, 0) < 0) return -1;
    return prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void guard_group(pid_t group) {
    if (guarded) *guarded = group;
}

static void sleep_ms(long ms) {
    nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
}

/* Collects whoever has ended for as long as `ms`; 1 when no child is left. */
static int collect(int ms, void (*on_stop)(pid_t pid, int status)) {
    for (;;) {
        int status;
        pid_t pid = waitpid(-1, &status, WNOHANG | __WALL);
        if (pid < 0) return errno == ECHILD;
        if (pid > 0 && WIFSTOPPED(status)) on_stop(pid, status);
        if (pid > 0) continue;
        if (ms-- <= 0) return 0;
        sleep_ms(1);
    }
}

/* Parent, group and state of a process, from /proc/PID/stat; the name before them may hold anything but ends at the last ')'. */
static int read_stat(pid_t pid, char *state, pid_t *parent, pid_t *group) {
    char path[32], text[512];
    sprintf(path, "/proc/%d/stat", pid);
    if (read_file(path, text, sizeof text) <= 0) return 0;
    const char *after = strrchr(text, ')');
    return after && sscanf(after + 1, " %c %d %d", state, parent, group) == 3;
}

static struct {
    pid_t pids[MAX_SEEN];
    int count;
} seen;

static void note(pid_t pid) {
    for (int i = 0; i < seen.count; i++)
        if (seen.pids[i] == pid) return;
    if (seen.count < MAX_SEEN) seen.pids[seen.count++] = pid;
}

/* Notes every process that runs in the group or is a child of ours, and ends the latter. */
static void sweep(pid_t group) {
    DIR *processes = opendir("/proc");
    if (!processes) return;
    const struct dirent *entry;
    while ((entry = readdir(processes))) {
        char state;
        pid_t pid = atoi(entry->d_name), parent, its_group;
        if (pid <= 0 || !read_stat(pid, &state, &parent, &its_group)) continue;
        int ours = parent == getpid(), in_group = group != NO_GROUP && its_group == group;
        if ((!ours && !in_group) || state == 'Z' || state == 'X') continue;
        note(pid);
        if (ours) kill(pid, SIGKILL);
    }
    closedir(processes);
}

int end_descendants(pid_t group, void (*on_stop)(pid_t pid, int status)) {
    seen.count = 0;
    if (collect(GRACE_MS, on_stop)) return 0;
    for (int waited = 0; waited < PATIENCE_MS; waited += GRACE_MS) {
        sweep(group);
        if (group != NO_GROUP) kill(-group, SIGKILL);
        if (collect(GRACE_MS, on_stop)) break;
    }
    return seen.count;
}

int signal_children(pid_t parent, pid_t but, int number) {
    DIR *processes = opendir("/proc");
    if (!processes) return 0;
    int count = 0;
    const struct dirent *entry;
    while ((entry = readdir(processes))) {
        char state;
        pid_t pid = atoi(entry->d_name), its_parent, group;
        if (pid <= 0 || pid == but || !read_stat(pid, &state, &its_parent, &group) || its_parent != parent) continue;
        count += kill(pid, number) == 0;
    }
    closedir(processes);
    return count;
}
