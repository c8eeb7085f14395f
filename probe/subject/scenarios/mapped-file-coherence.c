/* Stores through a mapping and reads the file; writes the file and loads through the mapping: who sees what, page by page. */
#include <sys/mman.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

#define PAGES 96 /* a third untouched, a third loaded, a third stored to before the file is written */

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made; `memfd` for a file in memory"},
    {"sharing", "shared", "shared, private"},
    {NULL, NULL, NULL},
};

static int make_file(size_t size) {
    const int fd = is("folder", "memfd") ? memfd_create("coherence", MFD_CLOEXEC) : temporary_file(word("folder"));
    if (fd < 0) failed("memfd_create");
    const unsigned char first = 'a';
    if (ftruncate(fd, (off_t)size) != 0) failed("ftruncate");
    for (size_t at = 0; at < size; at += page_size())
        if (pwrite(fd, &first, 1, (off_t)at) != 1) failed("pwrite");
    return fd;
}

static void say_stores(volatile unsigned char *byte, int fd) {
    int64_t seen = 0;
    for (size_t i = 2; i < PAGES; i += 3) {
        unsigned char read_back;
        byte[i * page_size()] = 's';
        if (pread(fd, &read_back, 1, (off_t)(i * page_size())) != 1) failed("pread");
        seen += read_back == 's';
    }
    fact("stores", PAGES / 3);
    fact("storesSeen", seen);
}

static void say_writes(const volatile unsigned char *byte, int fd) {
    static const char *const names[] = {"untouchedSeen", "loadedSeen", "storedSeen"};
    int64_t seen[3] = {0, 0, 0};
    const unsigned char later = 'w';
    for (size_t i = 0; i < PAGES; i++)
        if (pwrite(fd, &later, 1, (off_t)(i * page_size())) != 1) failed("pwrite");
    for (size_t i = 0; i < PAGES; i++) seen[i % 3] += byte[i * page_size()] == 'w';
    for (int kind = 0; kind < 3; kind++) fact(names[kind], seen[kind]);
    fact("writes", PAGES / 3);
}

static void run(void) {
    const size_t size = PAGES * page_size();
    const int fd = make_file(size);
    const int sharing = is("sharing", "shared") ? MAP_SHARED : MAP_PRIVATE;
    volatile unsigned char *byte = mmap(NULL, size, PROT_READ | PROT_WRITE, sharing, fd, 0);
    if (byte == MAP_FAILED) failed("mmap");
    int64_t loaded = 0;
    for (size_t i = 1; i < PAGES; i += 3) loaded += byte[i * page_size()] == 'a';
    fact("loaded", loaded);
    say_stores(byte, fd);
    say_writes(byte, fd);
}

const struct scenario scenario_mapped_file_coherence = {
    "mapped-file-coherence", "stores and loads through a mapping against reads and writes of its file", parameters, run};
