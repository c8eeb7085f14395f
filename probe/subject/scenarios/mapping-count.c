/* Maps one page after another until the kernel refuses: how many mappings a process may have, and when neighbours count as one. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "../own.h"
#include "../scenario.h"

/* A mapping takes some 250 bytes of the kernel's memory: this many take 75 MiB. */
#define MOST_REQUESTS 300000

static const struct parameter parameters[] = {
    {"neighbours", "different", "different (rights alternate, so that no two can be one mapping), alike"},
    {NULL, NULL, NULL},
};

/* The kernel does not count its own page of old system calls among the mappings. */
static int64_t counted_mappings(void) {
    struct vma vsyscall;
    return count_vmas() - find_named_vma("[vsyscall]", &vsyscall);
}

static void run(void) {
    const int64_t most = keyed_number("/proc/sys/vm/max_map_count", "");
    if (most < 0) unavailable("vm.max_map_count cannot be read");
    fact("maxMapCount", most);
    const int64_t requests = most + 1000;
    if (requests > MOST_REQUESTS) unavailable("vm.max_map_count is above 299,000: so many mappings are not made here");
    const int alternate = is("neighbours", "different");
    const size_t page = page_size(), length = (size_t)requests * page;
    /* One range for all, so that one call gives them back: at the limit not even the end of the process could map a page. */
    unsigned char *range = mmap(NULL, length, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (range == MAP_FAILED) failed("mmap");
    const int64_t before = counted_mappings();
    int64_t granted = 0;
    int error = 0;
    while (granted < requests) {
        const int rights = alternate && granted % 2 ? PROT_NONE : PROT_READ;
        unsigned char *at = range + (size_t)granted * page;
        if (mmap(at, page, rights, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) {
            error = errno;
            break;
        }
        granted++;
    }
    const int64_t after = counted_mappings();
    munmap(range, length);
    fact("requests", requests);
    fact("granted", granted);
    fact("mappings", after);
    fact("moreMappings", after - before);
    fact("refusedErrno", error);
    fact_text("refused", error ? strerror(error) : "nothing was refused");
}

const struct scenario scenario_mapping_count = {
    "mapping-count", "maps one page after another until the kernel refuses", parameters, run};
