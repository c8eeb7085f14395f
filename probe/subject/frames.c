/* Reading pagemap: 64 bits a page. Documentation/admin-guide/mm/pagemap.rst of the kernel says what they mean. */
#include "frames.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "own.h"

#define PRESENT (UINT64_C(1) << 63)
#define FRAME_BITS ((UINT64_C(1) << 55) - 1)

const char *const frames_hidden = "the kernel shows page frame numbers to CAP_SYS_ADMIN alone";

static int read_entries(pid_t pid, const void *address, uint64_t *entries, size_t bytes) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/pagemap", (int)pid);
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    const off_t offset = (off_t)((uintptr_t)address / page_size() * sizeof *entries);
    const ssize_t got = pread(fd, entries, bytes, offset);
    close(fd);
    return got == (ssize_t)bytes ? 0 : -1;
}

frame *read_frames(pid_t pid, const void *address, size_t length) {
    const size_t pages = length / page_size();
    frame *frames = calloc(pages, sizeof *frames);
    if (!frames || read_entries(pid, address, frames, pages * sizeof *frames) != 0) {
        free(frames);
        return NULL;
    }
    for (size_t i = 0; i < pages; i++) {
        const uint64_t number = frames[i] & FRAME_BITS;
        frames[i] = !(frames[i] & PRESENT) ? 0 : number ? number : 1;
    }
    return frames;
}

int64_t count_present(const frame *frames, size_t length) {
    int64_t present = 0;
    for (size_t i = 0; frames && i < length / page_size(); i++) present += frames[i] != 0;
    return frames ? present : -1;
}

int64_t count_same(const frame *a, const frame *b, size_t length) {
    int64_t same = 0;
    for (size_t i = 0; a && b && i < length / page_size(); i++) {
        if (a[i] == 1 || b[i] == 1) return -1;
        same += a[i] != 0 && a[i] == b[i];
    }
    return a && b ? same : -1;
}
