/* A memory file without a name, mapped shared: what one process passes to another by descriptor. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "anonymous.h"

/* The bare system call: the C library's wrapper is younger (glibc 2.27) than the call (Linux 3.17). */
static int memory_file(void) {
    return (int)syscall(SYS_memfd_create, "firsttouch", 1u /* MFD_CLOEXEC */);
}

static const char *unsupported(void) {
    int fd = memory_file();
    if (fd < 0) return "memfd_create is refused: it needs Linux 3.17 and a sandbox that allows it";
    close(fd);
    return NULL;
}

static int allocate(struct region *region, size_t size) {
    int fd = memory_file();
    if (fd < 0) {
        region->failed_call = "memfd_create";
        return errno;
    }
    int error = 0;
    if (ftruncate(fd, (off_t)size) != 0) {
        region->failed_call = "ftruncate";
        error = errno;
    } else {
        error = map_region(region, size, MAP_SHARED, fd);
    }
    close(fd);
    return error;
}

const struct strategy strategy_memfd = {
    .name = "memfd",
    .summary = "memfd_create, ftruncate, mmap shared, munmap",
    .backing = BACKING_SHMEM,
    .unsupported = unsupported,
    .allocate = allocate,
    .release = unmap_region,
};
