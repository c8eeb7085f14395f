/* The keeper of settings. It outlives whoever asked, for as long as it takes to put everything back: signals that end others
 * do not end it, and the end of its input does. */
#include "keep.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "read-file.h"

#define MAX_KEPT 64
#define PATH_BYTES 512
#define VALUE_BYTES 256

/* A file with what it said before; or a folder that we made, which has no value. */
struct kept {
    char path[PATH_BYTES];
    char value[VALUE_BYTES];
    int is_folder;
};

static struct kept kept[MAX_KEPT];
static int kept_count;

static int write_value(const char *path, const char *value) {
    const int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    const ssize_t written = write(fd, value, strlen(value));
    const int error = errno;
    close(fd);
    errno = error;
    return written == (ssize_t)strlen(value) ? 0 : -1;
}

/* Of "always [madvise] never" the chosen word, of anything else the first line. */
static void chosen_value(const char *text, char *value) {
    const char *from = strchr(text, '[');
    const char *to = from ? strchr(from, ']') : NULL;
    if (to) snprintf(value, VALUE_BYTES, "%.*s", (int)(to - from - 1), from + 1);
    else snprintf(value, VALUE_BYTES, "%.*s", (int)strcspn(text, "\n"), text);
}

static void answer_failed(const char *what, const char *path) {
    printf("failed %s %s: %s\n", what, path, strerror(errno));
}

static void change_file(const char *path, const char *value) {
    char text[4096];
    struct kept *one = &kept[kept_count];
    if (kept_count == MAX_KEPT || strlen(path) >= PATH_BYTES) {
        printf("failed too many settings, or too long a name\n");
        return;
    }
    if (read_file(path, text, sizeof text) < 0) {
        answer_failed("reading", path);
        return;
    }
    chosen_value(text, one->value);
    strcpy(one->path, path);
    one->is_folder = 0;
    kept_count++; /* before the change: a write that is refused half way is put back, too */
    if (write_value(path, value) != 0) answer_failed("writing", path);
    else printf("ok %s\n", one->value);
}

/* The folder of this process's memory cgroup and the file of its limit, for either version of the hierarchy. */
static int memory_cgroup(char *folder, const char **limit_file) {
    static char text[8192];
    if (read_file("/proc/self/cgroup", text, sizeof text) < 0) return -1;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        char *path = strchr(line, ':') ? strchr(strchr(line, ':') + 1, ':') : NULL;
        if (!path || !strstr(line, ":memory:")) continue;
        *limit_file = "memory.limit_in_bytes";
        return snprintf(folder, PATH_BYTES, "/sys/fs/cgroup/memory%s", strcmp(path, ":/") ? path + 1 : "") < PATH_BYTES ? 0 : -1;
    }
    /* Version 2 hands memory down only from a group without processes, and that is the root. */
    *limit_file = "memory.max";
    strcpy(folder, "/sys/fs/cgroup");
    char controllers[512];
    if (read_file("/sys/fs/cgroup/cgroup.subtree_control", controllers, sizeof controllers) < 0) return -1;
    if (strstr(controllers, "memory")) return 0;
    return write_value("/sys/fs/cgroup/cgroup.subtree_control", "+memory");
}

static void make_cgroup(const char *bytes) {
    char folder[PATH_BYTES], limit[PATH_BYTES + 64];
    const char *limit_file;
    struct kept *one = &kept[kept_count];
    if (memory_cgroup(folder, &limit_file) != 0) {
        answer_failed("finding", "a memory cgroup that can be divided");
        return;
    }
    if (snprintf(one->path, PATH_BYTES, "%s/firsttouch-%d", folder, (int)getpid()) >= PATH_BYTES || mkdir(one->path, 0755) != 0) {
        answer_failed("making", one->path);
        return;
    }
    one->is_folder = 1;
    kept_count++;
    snprintf(limit, sizeof limit, "%s/%s", one->path, limit_file);
    if (write_value(limit, bytes) != 0) answer_failed("writing", limit);
    else printf("ok %s\n", one->path);
}

/* A cgroup cannot be removed while a process that was killed in it is still leaving. */
static int remove_folder(const char *path) {
    for (int attempt = 0; attempt < 500; attempt++) {
        if (rmdir(path) == 0 || errno == ENOENT) return 0;
        if (errno != EBUSY) return -1;
        nanosleep(&(const struct timespec){0, 10000000}, NULL);
    }
    return -1;
}

static int restore(void) {
    int failures = 0;
    while (kept_count > 0) {
        const struct kept *one = &kept[--kept_count];
        const int failed = one->is_folder ? remove_folder(one->path) : write_value(one->path, one->value);
        if (failed == 0) continue;
        fprintf(stderr, "%s could not be put back to '%s': %s\n", one->path, one->value, strerror(errno));
        failures++;
    }
    return failures ? 1 : 0;
}

int keep(void) {
    char line[PATH_BYTES + VALUE_BYTES + 16];
    const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
    setsid();
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        char *path = strchr(line, ' ');
        if (path) *path++ = 0;
        char *value = path ? strchr(path, ' ') : NULL;
        if (value) *value++ = 0;
        if (strcmp(line, "write") == 0 && value) change_file(path, value);
        else if (strcmp(line, "cgroup") == 0 && path) make_cgroup(path);
        else printf("failed not understood\n");
        fflush(stdout);
    }
    return restore();
}
