/* /proc/PID/stat for the counts (proc(5): fields 10 to 15), status and smaps_rollup for the sizes. */
#include "watched.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../read-file.h"
#include "own.h"

static int read_counts(pid_t pid, struct usage *usage) {
    static char path[64], text[2048];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    if (read_file(path, text, sizeof text) < 0) return -1;
    const char *after = strrchr(text, ')'); /* the name of the command may hold spaces and parentheses */
    long long minor, major, user, system;
    if (!after || sscanf(after + 1, " %*c %*d %*d %*d %*d %*d %*u %lld %*u %lld %*u %lld %lld", &minor, &major, &user, &system) != 4) {
        errno = EPROTO;
        return -1;
    }
    const int64_t tick_ns = INT64_C(1000000000) / sysconf(_SC_CLK_TCK);
    *usage = (struct usage){minor, major, 0, 0, user * tick_ns, system * tick_ns};
    return 0;
}

static void read_sizes(pid_t pid, struct watched *watched) {
    watched->rss_bytes = rollup_bytes_of(pid, "Rss:");
    watched->address_space_bytes = status_bytes_of(pid, "VmSize:");
}

int read_watched(pid_t pid, struct watched *watched) {
    if (read_counts(pid, &watched->usage) != 0) return -1;
    read_sizes(pid, watched);
    return 0;
}

int read_watched_before(pid_t pid, struct watched *watched) {
    read_sizes(pid, watched);
    return read_counts(pid, &watched->usage);
}

int maps_name(pid_t pid, const char *text) {
    static char path[64], maps[1 << 20];
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    if (read_file(path, maps, sizeof maps) < 0) return -1;
    return strstr(maps, text) != NULL;
}
