/* Obtains a buffer, asks for huge pages or forbids them, writes it for the first time, and tells what it was given. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../huge-memory.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "aligned", "aligned (to a huge page, by hand), mmap (where the kernel puts it), malloc, hugetlb (MAP_HUGETLB)"},
    {"advice", "none", "none, huge (MADV_HUGEPAGE), nohuge (MADV_NOHUGEPAGE)"},
    {"sizeBytes", "33554432", "bytes to obtain"},
    {"stepBytes", "4096", "distance of the bytes written"},
    {"stackByte", "-1", "0 to 255: the stack below is filled with it before the first malloc; -1: as it comes"},
    {"warm", "0", "1: as much memory in the same way is written and given back before"},
    {NULL, NULL, NULL},
};

struct buffer {
    unsigned char *address;
    size_t size;
};

/* Called through the pointer: the dynamic linker would look the name up at the first call, and leave its own bytes on the stack. */
static void *(*volatile first_malloc)(size_t) = malloc;

__attribute__((noinline)) static void fill_stack(int byte) {
    unsigned char room[16384];
    unsigned char *start = room;
    memset(start, byte, sizeof room);
    LAUNDER(start);
}

static void *malloc_on_that_stack(size_t size) {
    const int64_t byte = amount("stackByte");
    if (byte >= 0) fill_stack((int)byte);
    return first_malloc(size);
}

static struct buffer obtain(void) {
    struct buffer buffer = {NULL, (size_t)amount("sizeBytes")};
    if (is("way", "aligned")) buffer.address = map_huge_aligned(buffer.size);
    else if (is("way", "mmap")) buffer.address = map_anonymous(buffer.size);
    else if (is("way", "malloc")) {
        buffer.address = malloc_on_that_stack(buffer.size);
        if (!buffer.address) failed("malloc");
    } else if (is("way", "hugetlb")) {
        buffer.address = mmap(NULL, buffer.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
        fact("mmapErrno", buffer.address == MAP_FAILED ? errno : 0);
        if (buffer.address == MAP_FAILED) buffer.address = NULL;
    } else refused("no such way", word("way"));
    LAUNDER(buffer.address);
    if (buffer.address) advise_pages(buffer.address, buffer.size, word("advice"));
    return buffer;
}

static void give_back(struct buffer buffer) {
    if (is("way", "malloc")) free(buffer.address);
    else munmap(buffer.address, buffer.size);
}

static void warm(void) {
    const struct buffer buffer = obtain();
    if (!buffer.address) return;
    write_steps(buffer.address, buffer.size, (size_t)amount("stepBytes"));
    give_back(buffer);
}

/* Where the buffer lies decides which of its parts a huge page can back. */
static void tell_place(struct buffer buffer) {
    const uintptr_t address = (uintptr_t)buffer.address;
    const size_t huge = required_huge_page_size(), page = page_size();
    const uintptr_t first = (address + huge - 1) / huge, end = (address + buffer.size) / huge;
    fact("sizeBytes", (int64_t)buffer.size);
    fact("hugeOffsetBytes", (int64_t)(address % huge));
    fact("pageOffsetBytes", (int64_t)(address % page));
    fact("spannedPages", (int64_t)((address + buffer.size - 1) / page - address / page + 1));
    fact("hugeSlots", end > first ? (int64_t)(end - first) : 0);
#ifdef __GLIBC__
    /* The chunk's size and flags stand before it: only in memory from glibc's own malloc. */
    if (is("way", "malloc")) fact("chunkBytes", (int64_t)(((size_t *)buffer.address)[-1] & ~(size_t)7));
#endif
}

static void tell_pool(void) {
    const char *reason = "this kernel has no hugetlb pages";
    fact_or_missing("poolPages", keyed_number("/proc/meminfo", "HugePages_Total:"), reason);
    fact_or_missing("poolFreePages", keyed_number("/proc/meminfo", "HugePages_Free:"), reason);
    fact_or_missing("overcommitPages", keyed_number("/proc/sys/vm/nr_overcommit_hugepages", ""), reason);
}

/* glibc.malloc.hugetlb=2 gives up the program break: a small block then lies elsewhere. */
static void tell_small_block(void) {
    struct vma heap;
    unsigned char *small = malloc(100);
    const int found = find_named_vma("[heap]", &heap);
    const uintptr_t address = (uintptr_t)small;
    fact("smallBlockInHeap", found && heap.start <= address && address < heap.end);
    free(small);
}

static void tell_treatment(void) {
    const char *tunables = getenv("GLIBC_TUNABLES");
    fact_text("tunables", tunables ? tunables : "");
    tell_huge_page_mode();
    tell_pool();
}

static void run(void) {
    tell_treatment();
    if (amount("warm")) warm();
    remember_memory();
    const struct buffer buffer = obtain();
    if (buffer.address) {
        const size_t step = (size_t)amount("stepBytes");
        fact_or_missing("advised", has_vm_flag(buffer.address, "hg"), "no VmFlags in /proc/self/smaps");
        fact("writes", (int64_t)((buffer.size + step - 1) / step));
        begin("touch");
        write_steps(buffer.address, buffer.size, step);
        end();
        tell_memory_grown();
        tell_place(buffer);
        give_back(buffer);
    }
    if (is("way", "malloc")) tell_small_block();
}

const struct scenario scenario_huge_pages = {
    "huge-pages", "writes a buffer for the first time, with huge pages asked for or forbidden", parameters, run};
