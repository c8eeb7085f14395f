/* Maps a file, a device, anonymous memory or a memfd, and looks for the mapping in /proc/self/maps. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {"kind", "file", "file, device (/dev/zero), anonymous, memfd"},
    {"sizeBytes", "5000", "length asked for; no whole number of pages is needed"},
    {NULL, NULL, NULL},
};

static int sized(int fd, size_t size, const char *call) {
    if (fd < 0) failed(call);
    if (ftruncate(fd, (off_t)size) != 0) failed("ftruncate");
    return fd;
}

/* The descriptor to map, -1 for anonymous memory. */
static int descriptor(size_t size) {
    if (is("kind", "anonymous")) return -1;
    if (is("kind", "file")) return sized(temporary_file(word("folder")), size, "open");
    if (is("kind", "memfd")) return sized(memfd_create("map-kinds", MFD_CLOEXEC), size, "memfd_create");
    if (!is("kind", "device")) refused("no such kind", word("kind"));
    const int fd = open("/dev/zero", O_RDWR | O_CLOEXEC);
    if (fd < 0) failed("open(/dev/zero)");
    return fd;
}

static void say_vma(const struct vma *vma, const void *address, size_t size, int fd) {
    struct stat status = {0};
    if (fd >= 0 && fstat(fd, &status) != 0) failed("fstat");
    const uint64_t start = (uintptr_t)address, end = start + (size + page_size() - 1) / page_size() * page_size();
    fact("covers", vma->start <= start && end <= vma->end);
    fact("vmaBytes", (int64_t)(vma->end - vma->start));
    fact("wholePagesBytes", (int64_t)(end - start));
    fact("permissionsAgree", strcmp(vma->permissions, "rw-p") == 0);
    fact("inodeAgrees", vma->inode == (uint64_t)status.st_ino);
    fact_text("path", vma->path);
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const int fd = descriptor(size);
    const int64_t before = count_vmas();
    begin("map");
    unsigned char *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | (fd < 0 ? MAP_ANONYMOUS : 0), fd, 0);
    end();
    if (address == MAP_FAILED) failed("mmap");
    struct vma vma;
    const int found = find_vma(address, &vma);
    fact("found", found);
    fact("askedBytes", (int64_t)size);
    fact("moreVmas", count_vmas() - before);
    if (!found) memset(&vma, 0, sizeof vma);
    say_vma(&vma, address, size, fd);
    begin("unmap");
    munmap(address, size);
    end();
    fact("foundAfterwards", find_vma(address, &vma));
}

const struct scenario scenario_map_kinds = {
    "map-kinds", "maps a file, a device, anonymous memory or a memfd, and finds it in /proc/self/maps", parameters, run};
