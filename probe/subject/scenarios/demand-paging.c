/* Maps a file in a known state of the page cache, touches some of its pages, and says which ones that really loaded. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../cached-file.h"
#include "../file-advice.h"
#include "../nobody.h"
#include "../own.h"
#include "../scenario.h"
#include "../visiting-order.h"

#define MOST_RUNS 4096

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {"sizeBytes", "16777216", "size of the file"},
    {"state", "cold", FILE_STATES},
    {"sharing", "private", "private, shared"},
    {"advice", "normal", FILE_ADVICES ", future (mlockall before)"},
    {"pattern", "one", "none, one (in the middle), every (every k-th page), random, all"},
    {"pages", "8", "how many random pages, or the k of every"},
    {"access", "read", "read, write (one byte a page), overwrite (the whole page)"},
    {"user", "same", "same, nobody (from when the file is written: it is given to that user)"},
    {"rounds", "1", "how often: each time in that state again, through a new mapping; what is said is of the last"},
    {NULL, NULL, NULL},
};

struct touch {
    uint32_t *pages;
    size_t count;
};

/* The pages to touch, in order. */
static struct touch choose_pages(size_t pages) {
    struct touch chosen = {ascending(pages), 0};
    const size_t asked = (size_t)amount("pages");
    if (is("pattern", "none")) return chosen;
    if (is("pattern", "all")) chosen.count = pages;
    else if (is("pattern", "one")) chosen.pages[chosen.count++] = (uint32_t)(pages / 2);
    else if (is("pattern", "every") && asked > 0) {
        for (size_t i = 0; i < pages; i += asked) chosen.pages[chosen.count++] = (uint32_t)i;
    } else if (is("pattern", "random")) {
        chosen.count = asked < pages ? asked : pages;
        shuffle(chosen.pages, pages, chosen.count);
    } else refused("no such pattern", word("pattern"));
    return chosen;
}

static void touch_pages(unsigned char *address, struct touch chosen) {
    const size_t page = page_size();
    volatile unsigned char *byte = address;
    if (is("access", "read")) {
        for (size_t i = 0; i < chosen.count; i++) (void)byte[chosen.pages[i] * page];
    } else if (is("access", "write")) {
        for (size_t i = 0; i < chosen.count; i++) byte[chosen.pages[i] * page] = 1;
    } else if (is("access", "overwrite")) {
        for (size_t i = 0; i < chosen.count; i++) memset(address + chosen.pages[i] * page, 1, page);
    } else refused("no such access", word("access"));
}

static unsigned char *map_file(const struct cached_file *file, const struct file_advice *advice) {
    const int sharing = is("sharing", "shared") ? MAP_SHARED : MAP_PRIVATE;
    const int protection = is("access", "read") ? PROT_READ : PROT_READ | PROT_WRITE;
    if (is("advice", "future") && mlockall(MCL_FUTURE) != 0) failed("mlockall(MCL_FUTURE)");
    begin("map");
    unsigned char *address = mmap(NULL, file->size, protection, sharing | advice->flags, file->fd, 0);
    end();
    if (address == MAP_FAILED) failed("mmap");
    return address;
}

static void advise(unsigned char *address, size_t size, const struct file_advice *advice) {
    if (!advice->call) return;
    begin("advise");
    const int result = madvise(address, size, advice->advice);
    end();
    if (result != 0) failed(advice->call);
    fact("advised", 1);
}

/* Alternating lengths in pages: not resident, resident, not resident ... */
static void say_resident_runs(const unsigned char *address, size_t pages) {
    unsigned char *map = malloc(pages);
    if (!map || mincore((void *)(uintptr_t)address, pages * page_size(), map) != 0) failed("mincore");
    size_t runs = 1;
    for (size_t i = 1; i < pages; i++) runs += (map[i] & 1) != (map[i - 1] & 1);
    if (runs > MOST_RUNS) {
        fact_missing("residentRuns", "the resident pages lie in more runs than are listed");
        free(map);
        return;
    }
    size_t length = 0;
    unsigned resident = 0;
    for (size_t i = 0; i < pages; i++) {
        if ((map[i] & 1u) != resident) {
            append("residentRuns", (int64_t)length);
            length = 0;
            resident = map[i] & 1u;
        }
        length++;
    }
    append("residentRuns", (int64_t)length);
    free(map);
}

/* A fault waits for its own page; what was read ahead beside it arrives later. Waits until none came for ten milliseconds. */
static void await_read_ahead(const unsigned char *address, size_t size) {
    const int64_t all = (int64_t)((size + page_size() - 1) / page_size());
    int64_t last = resident_pages(address, size);
    for (int quiet = 0, polls = 0; last < all && quiet < 10 && polls < 1000; quiet++, polls++) {
        usleep(1000);
        const int64_t now = resident_pages(address, size);
        if (now != last) quiet = 0;
        last = now;
    }
}

/* One round: maps, advises, touches. The mapping stays. */
static unsigned char *use(const struct cached_file *file, const struct file_advice *advice, struct touch chosen) {
    unsigned char *address = map_file(file, advice);
    LAUNDER(address);
    fact("residentMapped", resident_pages(address, file->size));
    fact("mappedRssBytes", smaps_bytes(address, "Rss:"));
    advise(address, file->size, advice);
    fact("residentAdvised", resident_pages(address, file->size));
    begin("touch");
    touch_pages(address, chosen);
    end();
    fact("touchedRssBytes", smaps_bytes(address, "Rss:"));
    fact("residentAtOnce", resident_pages(address, file->size));
    await_read_ahead(address, file->size);
    return address;
}

static struct cached_file make_file(void) {
    const size_t size = (size_t)amount("sizeBytes");
    if (is("user", "same")) return make_cached_file(word("folder"), size, word("state"));
    if (!is("user", "nobody")) refused("no such user", word("user"));
    const struct cached_file file = make_cached_file(word("folder"), size, "fresh");
    if (geteuid() == 0 && fchown(file.fd, NOBODY, NOBODY) != 0) failed("fchown");
    if (become_nobody() != 0) failed("setresuid");
    set_cache_state(&file, word("state"));
    return file;
}

static void run(void) {
    const struct file_advice *advice = find_advice(is("advice", "future") ? "normal" : word("advice"));
    const struct cached_file file = make_file();
    const size_t pages = (file.size + page_size() - 1) / page_size();
    const struct touch chosen = choose_pages(pages);
    int64_t most_resident = 0;
    for (int64_t rounds = amount("rounds"); rounds > 1; rounds--) {
        const int64_t resident = cached_pages(&file);
        if (resident > most_resident) most_resident = resident;
        munmap(use(&file, advice, chosen), file.size);
        set_cache_state(&file, word("state"));
    }
    say_cached_pages(&file, "residentBefore", "cachestatBefore");
    const int64_t resident = cached_pages(&file);
    fact("mostResidentBefore", resident > most_resident ? resident : most_resident);
    const int64_t device_before = device_read_bytes();
    const unsigned char *address = use(&file, advice, chosen);
    say_device_bytes("deviceReadBytes", device_before);
    say_cached_pages(&file, "residentAfter", "cachestatAfter");
    fact("userId", (int64_t)geteuid());
    fact("touchedPages", (int64_t)chosen.count);
    say_resident_runs(address, pages);
}

const struct scenario scenario_demand_paging = {
    "demand-paging", "maps a file of a known cache state, touches some pages, and lists which ones became resident", parameters, run};
