/* Finding mappings in /proc/self/maps, and their lines in smaps. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "own.h"

/* Whole lines of a file of any length, one by one. Called where memory must not be allocated. */
struct lines {
    int fd;
    size_t held, at;
    char buffer[16384];
};

static struct lines lines;

static int open_lines(const char *path) {
    lines.fd = open(path, O_RDONLY | O_CLOEXEC);
    lines.held = lines.at = 0;
    return lines.fd >= 0;
}

static char *next_line(void) {
    for (;;) {
        char *from = lines.buffer + lines.at;
        char *newline = memchr(from, '\n', lines.held - lines.at);
        if (newline) {
            *newline = 0;
            lines.at = (size_t)(newline + 1 - lines.buffer);
            return from;
        }
        memmove(lines.buffer, from, lines.held - lines.at);
        lines.held -= lines.at;
        lines.at = 0;
        const ssize_t got = read(lines.fd, lines.buffer + lines.held, sizeof lines.buffer - lines.held);
        if (got <= 0) return NULL;
        lines.held += (size_t)got;
    }
}

static int parse_vma(const char *line, struct vma *vma) {
    unsigned long long start, end, inode;
    int path = 0;
    vma->path[0] = 0;
    if (sscanf(line, "%llx-%llx %4s %*s %*s %llu %n", &start, &end, vma->permissions, &inode, &path) < 4) return 0;
    vma->start = start;
    vma->end = end;
    vma->inode = inode;
    if (path) snprintf(vma->path, sizeof vma->path, "%s", line + path);
    return 1;
}

static int holds(const struct vma *vma, const void *address) {
    return vma->start <= (uintptr_t)address && (uintptr_t)address < vma->end;
}

static int search(const void *address, const char *path, struct vma *vma) {
    if (!open_lines("/proc/self/maps")) return 0;
    int found = 0;
    for (char *line; !found && (line = next_line());)
        found = parse_vma(line, vma) && (path ? strcmp(vma->path, path) == 0 : holds(vma, address));
    close(lines.fd);
    return found;
}

int find_vma(const void *address, struct vma *vma) {
    return search(address, NULL, vma);
}

int find_named_vma(const char *path, struct vma *vma) {
    return search(NULL, path, vma);
}

int64_t count_vmas(void) {
    if (!open_lines("/proc/self/maps")) return -1;
    int64_t count = 0;
    while (next_line()) count++;
    close(lines.fd);
    return count;
}

/* What follows the key in the lines of the mapping that holds the address; NULL where there is none. Good until the next call. */
static const char *smaps_value(const char *path, const void *address, const char *key) {
    if (!open_lines(path)) return NULL;
    const char *value = NULL;
    int inside = 0;
    struct vma vma;
    for (char *line; !value && (line = next_line());) {
        if (parse_vma(line, &vma)) inside = holds(&vma, address);
        else if (inside && strncmp(line, key, strlen(key)) == 0) value = line + strlen(key);
    }
    close(lines.fd);
    return value;
}

int64_t count_mappings_of(const char *part) {
    if (!open_lines("/proc/self/maps")) return -1;
    int64_t count = 0;
    struct vma vma;
    for (char *line; (line = next_line());) count += parse_vma(line, &vma) && strstr(vma.path, part) != NULL;
    close(lines.fd);
    return count;
}

int64_t smaps_bytes(const void *address, const char *key) {
    const char *value = smaps_value("/proc/self/smaps", address, key);
    return value ? strtoll(value, NULL, 10) * 1024 : -1;
}

int64_t smaps_bytes_of(pid_t pid, const void *address, const char *key) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps", (int)pid);
    const char *value = smaps_value(path, address, key);
    return value ? strtoll(value, NULL, 10) * 1024 : -1;
}

int has_vm_flag(const void *address, const char *flag) {
    const char *flags = smaps_value("/proc/self/smaps", address, "VmFlags:");
    if (!flags) return -1;
    const size_t length = strlen(flag);
    for (const char *at = flags; (at = strstr(at, flag)); at++)
        if (at[-1] == ' ' && (at[length] == ' ' || at[length] == 0)) return 1;
    return 0;
}
