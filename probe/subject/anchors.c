/* The end of bss is in no file of /proc: it follows from the program headers and from where the kernel put the program. */
#include "anchors.h"

#include <elf.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>

#include "../read-file.h"
#include "own.h"
#include "scenario.h"

const char *const anchor_names[ANCHOR_COUNT] = {"textAddresses",    "dataAddresses",   "bssStartAddresses", "bssEndAddresses",
                                                "heapAddresses",    "mmapAddresses",   "stackAddresses",    "libcAddresses",
                                                "loaderAddresses",  "vdsoAddresses",   "largeAddresses",    "largeOddAddresses"};

/* Set by the linker to the first byte of the program's file. */
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

static void read_program(struct anchors *anchors) {
    const unsigned char *file = (const unsigned char *)&__ehdr_start;
    LAUNDER(file); /* the program headers stand behind the object that the compiler knows */
    const ElfW(Phdr) *headers = (const ElfW(Phdr) *)(uintptr_t)(file + __ehdr_start.e_phoff);
    int64_t bias = -1;
    for (int i = 0; i < __ehdr_start.e_phnum; i++) {
        const ElfW(Phdr) *one = &headers[i];
        if (one->p_type != PT_LOAD) continue;
        if (bias < 0) bias = (int64_t)((uintptr_t)file - one->p_vaddr);
        const int64_t start = bias + (int64_t)one->p_vaddr;
        if (one->p_flags & PF_X) anchors->text = start;
        if (!(one->p_flags & PF_W)) continue;
        anchors->data = start;
        anchors->bss_start = start + (int64_t)one->p_filesz;
        anchors->bss_end = start + (int64_t)one->p_memsz;
    }
}

/* Field 47 of stat, start_brk; fields are counted behind the name, which may hold anything. */
static int64_t start_of_heap(void) {
    static char text[4096];
    if (read_file("/proc/self/stat", text, sizeof text) < 0) return -1;
    char *at = strrchr(text, ')');
    for (int field = 2; at && field < 47; field++) at = strchr(at + 1, ' ');
    const int64_t address = at ? strtoll(at, NULL, 10) : 0;
    return address > 0 ? address : -1;
}

static int find_libc(struct dl_phdr_info *module, size_t size, void *address) {
    (void)size;
    if (!module->dlpi_name || !strstr(module->dlpi_name, "/libc.so")) return 0;
    *(int64_t *)address = (int64_t)module->dlpi_addr;
    return 1;
}

static int64_t auxiliary(unsigned long type) {
    const unsigned long value = getauxval(type);
    return value ? (int64_t)value : -1;
}

static int64_t map_fresh(size_t size) {
    void *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return address == MAP_FAILED ? -1 : (int64_t)(uintptr_t)address;
}

struct anchors read_anchors(void) {
    struct anchors anchors;
    memset(&anchors, 0xFF, sizeof anchors);
    const size_t large = (size_t)64 << 20;
    int on_stack = 0;
    anchors.mapping = map_fresh(page_size());
    /* Before the aligned one: what follows it lies right below, where it lies. */
    anchors.large_odd = map_fresh(large + page_size());
    anchors.large = map_fresh(large);
    read_program(&anchors);
    anchors.heap = start_of_heap();
    anchors.stack = (int64_t)(uintptr_t)&on_stack;
    dl_iterate_phdr(find_libc, &anchors.library);
    anchors.loader = auxiliary(AT_BASE);
    anchors.vdso = auxiliary(AT_SYSINFO_EHDR);
    return anchors;
}
