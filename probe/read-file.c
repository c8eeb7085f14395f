/* Reading a small file of /proc or /sys whole, and picking a number from it. */
#include "read-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

long read_file(const char *path, char *buffer, size_t capacity) {
    buffer[0] = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    size_t length = 0;
    long got;
    do {
        got = read(fd, buffer + length, capacity - 1 - length);
        if (got > 0) length += (size_t)got;
    } while (got > 0 || (got < 0 && errno == EINTR));
    int error = errno;
    close(fd);
    buffer[length] = 0;
    if (got >= 0) return (long)length;
    buffer[0] = 0;
    errno = error;
    return -1;
}

long long number_after(const char *text, const char *key) {
    size_t length = strlen(key);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        if (*line == '\n') line++;
        if (strncmp(line, key, length) == 0) return strtoll(line + length, NULL, 10);
    }
    return -1;
}
