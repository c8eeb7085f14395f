/* A private mapping of /dev/zero: how anonymous memory was had before MAP_ANONYMOUS. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "anonymous.h"

static const char *unsupported(void) {
    int fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
    if (fd < 0) return "/dev/zero cannot be opened for reading and writing";
    close(fd);
    return NULL;
}

static int allocate(struct region *region, size_t size) {
    int fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
    if (fd < 0) {
        region->failed_call = "open(/dev/zero)";
        return errno;
    }
    int error = map_region(region, size, MAP_PRIVATE, fd);
    close(fd);
    return error;
}

const struct strategy strategy_mmap_dev_zero = {
    .name = "mmap-dev-zero",
    .summary = "mmap private of /dev/zero, munmap",
    .backing = BACKING_ANONYMOUS,
    .unsupported = unsupported,
    .allocate = allocate,
    .release = unmap_region,
};
