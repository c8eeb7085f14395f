/* Scans fresh anonymous memory for bytes that are not zero, after as much memory was dirtied and given back. */
#include <string.h>
#include <sys/mman.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "private", "private, shared, populate, thp, dontneed (written, then MADV_DONTNEED), mremap (the part grown), madv-free (written, then MADV_FREE)"},
    {"sizeBytes", "1048576", "bytes to scan"},
    {NULL, NULL, NULL},
};

static void *map(size_t size, int flags) {
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | flags, -1, 0);
    if (address == MAP_FAILED) failed("mmap");
    return address;
}

static unsigned char *written_then_advised(size_t size, int advice, const char *call) {
    unsigned char *address = map(size, MAP_PRIVATE);
    memset(address, 0xA5, size);
    if (madvise(address, size, advice) != 0) failed(call);
    return address;
}

static unsigned char *grown(size_t size) {
    unsigned char *small = map(page_size(), MAP_PRIVATE);
    unsigned char *address = mremap(small, page_size(), size, MREMAP_MAYMOVE);
    if (address == MAP_FAILED) failed("mremap");
    return address;
}

static unsigned char *advised_huge(size_t size) {
    unsigned char *address = map(size, MAP_PRIVATE);
    if (madvise(address, size, MADV_HUGEPAGE) != 0) failed("madvise(MADV_HUGEPAGE)");
    return address;
}

static unsigned char *obtain(size_t size) {
    if (is("way", "private")) return map(size, MAP_PRIVATE);
    if (is("way", "shared")) return map(size, MAP_SHARED);
    if (is("way", "populate")) return map(size, MAP_PRIVATE | MAP_POPULATE);
    if (is("way", "thp")) return advised_huge(size);
    if (is("way", "dontneed")) return written_then_advised(size, MADV_DONTNEED, "madvise(MADV_DONTNEED)");
    if (is("way", "mremap")) return grown(size);
    if (is("way", "madv-free")) return written_then_advised(size, MADV_FREE, "madvise(MADV_FREE)");
    refused("no such way", word("way"));
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    unsigned char *dirty = map(size, MAP_PRIVATE);
    memset(dirty, 0xA5, size);
    munmap(dirty, size);
    unsigned char *address = obtain(size);
    LAUNDER(address);
    int64_t other = 0;
    begin("scan");
    for (size_t at = 0; at < size; at++) other += address[at] != 0;
    end();
    fact("scannedBytes", (int64_t)size);
    fact("otherBytes", other);
    munmap(address, size);
}

const struct scenario scenario_zeroed_memory = {
    "zeroed-memory", "scans fresh anonymous memory for bytes that are not zero", parameters, run};
