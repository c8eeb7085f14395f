/* Memory obtained in the ways that may be shared, and in those that are not. */
#include "region.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "own.h"
#include "scenario.h"

static unsigned char *aligned(unsigned char *address, size_t alignment) {
    return (unsigned char *)(((uintptr_t)address + alignment - 1) / alignment * alignment);
}

static struct region of_malloc(size_t length) {
    unsigned char *start = malloc(length + page_size());
    if (!start) failed("malloc");
    LAUNDER(start);
    return (struct region){aligned(start, page_size()), length, -1, 0};
}

/* Within a reservation without access rights: the kernel would merge anonymous neighbours, and count them as one. */
static struct region apart(size_t length, size_t alignment, int advice, const char *call) {
    unsigned char *reserved = mmap(NULL, length + 2 * alignment, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (reserved == MAP_FAILED) failed("mmap(PROT_NONE)");
    unsigned char *inside = aligned(reserved + 1, alignment);
    if (mprotect(inside, length, PROT_READ | PROT_WRITE) != 0) failed("mprotect");
    if (huge_page_size() > 0 && madvise(inside, length, advice) != 0) failed(call);
    return (struct region){inside, length, -1, 0};
}

static struct region huge(size_t length) {
    const size_t size = huge_page_size();
    if (size == 0) unavailable("the kernel has no transparent huge pages");
    struct region region = apart(length, size, MADV_HUGEPAGE, "madvise(MADV_HUGEPAGE)");
    region.huge = 1;
    return region;
}

void make_resident(struct region region) {
    write_pages(region.address, region.length);
    if (region.huge) madvise(region.address, region.length, COLLAPSE_ADVICE);
}

struct region map_shared(int fd, size_t length) {
    unsigned char *address = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (address == MAP_FAILED) failed("mmap(MAP_SHARED)");
    return (struct region){address, length, fd, 0};
}

static struct region of_descriptor(int fd, size_t length, const char *call) {
    if (fd < 0) failed(call);
    if (ftruncate(fd, (off_t)length) != 0) failed("ftruncate");
    return map_shared(fd, length);
}

/* A store to a page for which a file system has no room ends the process: room is asked for before. */
static struct region of_file(const char *folder, size_t length) {
    struct statvfs room;
    if (statvfs(folder, &room) != 0) unavailable("the folder for shared memory is not there");
    if ((uint64_t)room.f_bavail * room.f_frsize < 2 * length) unavailable("the folder for shared memory has no room");
    return of_descriptor(temporary_file(folder), length, "open");
}

static struct region of_sysv(size_t length) {
    const int id = shmget(IPC_PRIVATE, length, IPC_CREAT | 0600);
    if (id < 0) failed("shmget");
    void *address = shmat(id, NULL, 0);
    /* Marked at once: it goes with the last process that has it attached. */
    shmctl(id, IPC_RMID, NULL);
    if (address == (void *)-1) failed("shmat");
    return (struct region){address, length, -1, 0};
}

struct region obtain_region(const char *way, size_t length, const char *folder) {
    if (strcmp(way, "malloc") == 0) return of_malloc(length);
    if (strcmp(way, "private") == 0) return apart(length, page_size(), MADV_NOHUGEPAGE, "madvise(MADV_NOHUGEPAGE)");
    if (strcmp(way, "thp") == 0) return huge(length);
    if (strcmp(way, "shared-anonymous") == 0) return (struct region){shared_memory(length), length, -1, 0};
    if (strcmp(way, "memfd") == 0) return of_descriptor(memfd_create("firsttouch", 0), length, "memfd_create");
    if (strcmp(way, "dev-shm") == 0) return of_file("/dev/shm", length);
    if (strcmp(way, "file") == 0) return of_file(folder, length);
    if (strcmp(way, "sysv") == 0) return of_sysv(length);
    refused("no such way", way);
}
