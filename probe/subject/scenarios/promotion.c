/* Memory that has small pages when huge ones come to be wanted: waits for khugepaged, or asks for MADV_COLLAPSE. */
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "../../clock.h"
#include "../huge-memory.h"
#include "../scenario.h"

#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif

static const struct parameter parameters[] = {
    {"way", "khugepaged", "khugepaged (waits), collapse (MADV_COLLAPSE)"},
    {"sizeBytes", "134217728", "bytes of small pages"},
    {"watchMs", "10000", "how long to wait for khugepaged, in milliseconds"},
    {NULL, NULL, NULL},
};

static void pause_ms(long ms) {
    const struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

/* The memory is kept in use: khugepaged leaves alone what nobody has touched lately. */
static void watch(unsigned char *address, size_t size) {
    const uint64_t start = clock_ns();
    uint64_t passed_ms = 0;
    while (passed_ms < (uint64_t)amount("watchMs")) {
        pause_ms(500);
        write_steps(address, size, page_size());
        passed_ms = (clock_ns() - start) / 1000000;
        append("atMs", (int64_t)passed_ms);
        append("hugeBytesThen", smaps_bytes(address, "AnonHugePages:"));
    }
    fact("watchedMs", (int64_t)passed_ms);
}

static void tell_setting(const char *name, const char *path) {
    fact_or_missing(name, keyed_number(path, ""), "khugepaged does not tell its settings");
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    tell_huge_page_mode();
    tell_setting("scanPages", "/sys/kernel/mm/transparent_hugepage/khugepaged/pages_to_scan");
    tell_setting("scanSleepMs", "/sys/kernel/mm/transparent_hugepage/khugepaged/scan_sleep_millisecs");
    unsigned char *address = map_huge_aligned(size);
    advise_pages(address, size, "nohuge");
    write_steps(address, size, page_size());
    fact("sizeBytes", (int64_t)size);
    fact("hugeBytesBefore", smaps_bytes(address, "AnonHugePages:"));
    advise_pages(address, size, "huge");
    fact("advised", has_vm_flag(address, "hg"));
    if (is("way", "collapse")) {
        begin("collapse");
        const int result = madvise(address, size, MADV_COLLAPSE);
        end();
        if (result != 0) failed("madvise(MADV_COLLAPSE)");
    } else watch(address, size);
    fact("hugeBytes", smaps_bytes(address, "AnonHugePages:"));
    munmap(address, size);
}

const struct scenario scenario_promotion = {
    "promotion", "small pages in memory that may be huge: khugepaged and MADV_COLLAPSE", parameters, run};
