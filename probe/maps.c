/* Reading /proc/self/maps in pieces: a process may have more mappings than any fixed buffer holds. */
#include "maps.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "start-end perms offset major:minor inode path" (Documentation/filesystems/proc.rst). */
static void parse_line(char *text, struct map_line *line) {
    char *at = text;
    line->start = strtoull(at, &at, 16);
    line->end = strtoull(*at ? at + 1 : at, &at, 16);
    for (int field = 0; field < 2 && *at; field++) {
        at += strspn(at, " ");
        at += strcspn(at, " ");
    }
    line->device_major = (unsigned)strtoul(at, &at, 16);
    line->device_minor = (unsigned)strtoul(*at ? at + 1 : at, &at, 16);
    line->inode = strtoull(at, &at, 10);
    at += strspn(at, " ");
    line->path = at;
}

int each_map(int (*visit)(const struct map_line *line, void *context), void *context) {
    static char buffer[8192];
    int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    size_t held = 0;
    int going = 1;
    while (going) {
        ssize_t got = read(fd, buffer + held, sizeof buffer - 1 - held);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        held += (size_t)got;
        buffer[held] = 0;
        char *line = buffer, *newline;
        while (going && (newline = strchr(line, '\n'))) {
            *newline = 0;
            struct map_line parsed;
            parse_line(line, &parsed);
            going = visit(&parsed, context);
            line = newline + 1;
        }
        held -= (size_t)(line - buffer);
        memmove(buffer, line, held);
    }
    close(fd);
    return 0;
}
