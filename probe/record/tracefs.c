/* A mount that nobody but a short-lived child sees: the machine's own mounts stay as they are. */
#include "tracefs.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../read-file.h"

#define PLACE "/sys/kernel/tracing"

static long read_beside(const char *folder, const char *file, char *buffer, size_t capacity) {
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    return read_file(path, buffer, capacity);
}

/* In the child: what was read goes into the pipe; the mount namespace ends with it. */
static void read_privately(const char *file, char *buffer, size_t capacity, int pipe_end) {
    if (unshare(CLONE_NEWNS) != 0) _exit(1);
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) _exit(1);
    if (mount("tracefs", PLACE, "tracefs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) != 0) _exit(1);
    long got = read_beside(PLACE, file, buffer, capacity);
    _exit(got > 0 && write(pipe_end, buffer, (size_t)got) == got ? 0 : 1);
}

static long read_mounted(const char *file, char *buffer, size_t capacity) {
    int ends[2], status;
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    pid_t child = fork();
    if (child == 0) read_privately(file, buffer, capacity, ends[1]);
    close(ends[1]);
    ssize_t got = child > 0 ? read(ends[0], buffer, capacity - 1) : -1;
    close(ends[0]);
    if (child > 0) waitpid(child, &status, 0);
    buffer[got > 0 ? got : 0] = 0;
    if (got > 0) return got;
    errno = ENOENT;
    return -1;
}

long read_tracefs(const char *file, char *buffer, size_t capacity) {
    static const char *const folders[] = {PLACE, "/sys/kernel/debug/tracing"};
    for (int i = 0; i < 2; i++) {
        long got = read_beside(folders[i], file, buffer, capacity);
        if (got > 0) return got;
        if (errno != ENOENT) return -1;
    }
    return read_mounted(file, buffer, capacity);
}
