/* Gives memory back in one way, and sees what is left of it: resident bytes, contents, and the price of using it again. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../clock.h"
#include "../own.h"
#include "../scenario.h"

enum { FILL = 0xA5 };

static const struct parameter parameters[] = {
    {"memory", "private", "private, shared, file (a clean one, mapped shared and read), malloc"},
    {"way", "munmap", "munmap, free, exit, or the advice dontneed, madv-free, cold, pageout"},
    {"sizeBytes", "16777216", "bytes given back"},
    {"folder", "/tmp", "where the file is made"},
    {NULL, NULL, NULL},
};

static const struct advice {
    const char *way;
    int advice;
    const char *call;
} advices[] = {
    {"dontneed", MADV_DONTNEED, "madvise(MADV_DONTNEED)"},
    {"madv-free", MADV_FREE, "madvise(MADV_FREE)"},
    {"cold", MADV_COLD, "madvise(MADV_COLD)"},
    {"pageout", MADV_PAGEOUT, "madvise(MADV_PAGEOUT)"},
    {NULL, 0, NULL},
};

static unsigned char *mapped_file(size_t size) {
    static unsigned char buffer[65536];
    const int fd = temporary_file(word("folder"));
    memset(buffer, FILL, sizeof buffer);
    for (size_t at = 0; at < size; at += sizeof buffer)
        if (write(fd, buffer, sizeof buffer) != (ssize_t)sizeof buffer) failed("write");
    if (fsync(fd) != 0) failed("fsync");
    unsigned char *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (address == MAP_FAILED) failed("mmap of a file");
    close(fd);
    read_pages(address, size);
    return address;
}

static unsigned char *obtain(size_t size) {
    if (is("memory", "file")) return mapped_file(size);
    unsigned char *address = NULL;
    if (is("memory", "private")) address = map_anonymous(size);
    else if (is("memory", "shared")) address = shared_memory(size);
    else if (is("memory", "malloc")) address = malloc(size);
    else refused("no such memory", word("memory"));
    if (!address) failed("malloc");
    LAUNDER(address);
    memset(address, FILL, size);
    return address;
}

static const struct advice *advice_asked(void) {
    for (const struct advice *one = advices; one->way; one++)
        if (is("way", one->way)) return one;
    return NULL;
}

/* The first byte of a page was written anew: the second tells what the page held. */
static void tell_contents(const unsigned char *address, size_t size) {
    int64_t kept = 0, zero = 0;
    for (size_t at = 0; at < size; at += page_size()) {
        kept += address[at + 1] == FILL;
        zero += address[at + 1] == 0;
    }
    fact("keptPages", kept);
    fact("zeroPages", zero);
}

static void use(unsigned char *address, size_t size) {
    if (is("memory", "file")) read_pages(address, size);
    else write_pages(address, size);
}

static void advise_and_use_again(unsigned char *address, size_t size, const struct advice *advice) {
    begin("release");
    const int result = madvise(address, size, advice->advice);
    end();
    if (result != 0) failed(advice->call);
    fact("rssAfterBytes", rollup_bytes("Rss:"));
    fact("residentAfterBytes", smaps_bytes(address, "Rss:"));
    fact("lazyFreeBytes", smaps_bytes(address, "LazyFree:"));
    fact("inMemoryPages", resident_pages(address, size));
    begin("use-again");
    use(address, size);
    end();
    tell_contents(address, size);
    if (!is("memory", "file")) memset(address, FILL, size);
    begin("cycle");
    madvise(address, size, advice->advice);
    use(address, size);
    end();
    munmap(address, size);
}

static void unmap(unsigned char *address, size_t size) {
    begin("release");
    const int result = munmap(address, size);
    end();
    if (result != 0) failed("munmap");
}

static void give_to_free(unsigned char *address) {
    begin("release");
    free(address);
    end();
}

struct seen {
    int64_t resident_bytes;
    uint64_t left_ns;
};

static void leave_a_child(size_t size) {
    struct seen *seen = shared_memory(sizeof *seen);
    const int64_t before = rollup_bytes("Rss:");
    const pid_t child = fork_child();
    if (child == 0) {
        unsigned char *address = obtain(size);
        seen->resident_bytes = smaps_bytes(address, "Rss:");
        seen->left_ns = clock_ns();
        _exit(0);
    }
    wait_for(child);
    timed("release", (int64_t)(clock_ns() - seen->left_ns));
    fact("residentBeforeBytes", seen->resident_bytes);
    fact("residentAfterBytes", 0);
    fact("rssAfterBytes", before);
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const struct advice *advice = advice_asked();
    fact("sizeBytes", (int64_t)size);
    fact("pages", (int64_t)(size / page_size()));
    fact("swapBytes", keyed_number("/proc/meminfo", "SwapTotal:") * 1024);
    fact("rssEmptyBytes", rollup_bytes("Rss:"));
    if (is("way", "exit")) {
        leave_a_child(size);
        return;
    }
    unsigned char *address = obtain(size);
    fact("rssBeforeBytes", rollup_bytes("Rss:"));
    fact("residentBeforeBytes", smaps_bytes(address, "Rss:"));
    if (advice) {
        advise_and_use_again(address, size, advice);
        return;
    }
    if (is("way", "munmap")) unmap(address, size);
    else if (is("way", "free") && is("memory", "malloc")) give_to_free(address);
    else refused("no such way for this memory", word("way"));
    fact("rssAfterBytes", rollup_bytes("Rss:"));
    struct vma vma;
    fact("residentAfterBytes", find_vma(address, &vma) ? smaps_bytes(address, "Rss:") : 0);
}

const struct scenario scenario_release = {
    "release", "gives memory back, and sees what is left of it and what using it again costs", parameters, run};
