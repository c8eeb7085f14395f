/* Mapping, advising and unmapping, with every failure named. */
#include "anonymous.h"

#include <errno.h>
#include <sys/mman.h>

int map_region(struct region *region, size_t size, int flags, int fd) {
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (address == MAP_FAILED) {
        region->failed_call = "mmap";
        return errno;
    }
    region->address = address;
    region->size = region->mapped = size;
    return 0;
}

int unmap_region(struct region *region) {
    if (munmap(region->address, region->mapped) == 0) return 0;
    region->failed_call = "munmap";
    return errno;
}

int advise_region(struct region *region, int advice, const char *advice_name) {
    if (madvise(region->address, region->mapped, advice) == 0) return 0;
    int error = errno;
    unmap_region(region);
    region->failed_call = advice_name;
    return error;
}

int try_advice(size_t size, int advice) {
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) return errno;
    int error = madvise(address, size, advice) == 0 ? 0 : errno;
    munmap(address, size);
    return error;
}
