/* Readers of /proc/self without stdio and without malloc, and the few calls that most scenarios make. */
#include "own.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../read-file.h"
#include "scenario.h"

size_t page_size(void) {
    return (size_t)sysconf(_SC_PAGESIZE);
}

size_t huge_page_size(void) {
    char text[64];
    if (read_file("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size", text, sizeof text) < 0) return 0;
    return (size_t)strtoull(text, NULL, 10);
}

static int64_t kilobytes_of(const char *path, const char *key) {
    static char text[16384];
    if (read_file(path, text, sizeof text) < 0) return -1;
    const long long kilobytes = number_after(text, key);
    return kilobytes < 0 ? -1 : kilobytes * 1024;
}

int64_t status_bytes(const char *key) {
    return kilobytes_of("/proc/self/status", key);
}

int64_t rollup_bytes(const char *key) {
    return kilobytes_of("/proc/self/smaps_rollup", key);
}

static int64_t kilobytes_in(pid_t pid, const char *file, const char *key) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
    return kilobytes_of(path, key);
}

int64_t status_bytes_of(pid_t pid, const char *key) {
    return kilobytes_in(pid, "status", key);
}

int64_t rollup_bytes_of(pid_t pid, const char *key) {
    return kilobytes_in(pid, "smaps_rollup", key);
}

int64_t keyed_number(const char *path, const char *key) {
    static char text[65536];
    if (read_file(path, text, sizeof text) < 0) return -1;
    return number_after(text, key);
}

int64_t resident_pages(const void *address, size_t length) {
    const size_t pages = (length + page_size() - 1) / page_size();
    unsigned char *map = malloc(pages);
    if (!map || mincore((void *)(uintptr_t)address, length, map) != 0) {
        free(map);
        return -1;
    }
    int64_t count = 0;
    for (size_t i = 0; i < pages; i++) count += map[i] & 1;
    free(map);
    return count;
}

void write_pages(void *address, size_t length) {
    volatile unsigned char *byte = address;
    const size_t page = page_size();
    for (size_t at = 0; at < length; at += page) byte[at] = 1;
}

unsigned read_pages(const void *address, size_t length) {
    const volatile unsigned char *byte = address;
    const size_t page = page_size();
    unsigned sum = 0;
    for (size_t at = 0; at < length; at += page) sum += byte[at];
    return sum;
}

void *map_anonymous(size_t length) {
    void *address = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) failed("mmap");
    return address;
}

pid_t fork_child(void) {
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child < 0) failed("fork");
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(1);
    }
    return child;
}

int wait_for(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) failed("waitpid");
    return status;
}

void *shared_memory(size_t length) {
    void *address = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) failed("mmap(MAP_SHARED)");
    return address;
}

int temporary_file(const char *folder) {
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) return fd;
    static char path[4096];
    if (snprintf(path, sizeof path, "%s/firsttouch-XXXXXX", folder) >= (int)sizeof path) unavailable("the folder's name is too long");
    fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0) failed("creating a file in the folder for files (--directory)");
    unlink(path);
    return fd;
}
