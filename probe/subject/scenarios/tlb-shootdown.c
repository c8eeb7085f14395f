/* Gives pages back one by one beside another thread of the process, and counts the interrupts that this sends. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../../read-file.h"
#include "../own.h"
#include "../processors.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"other", "none", "the other thread: none, sleeping, running (on another processor)"},
    {"way", "munmap", "munmap, dontneed, madv-free: a page each; free: a chunk each that malloc had mapped"},
    {"operations", "1000", "how many are given back"},
    {NULL, NULL, NULL},
};

enum { CHUNK_BYTES = 262144, TURNS_BEFORE = 500000 };

static atomic_int stop, started;
static atomic_llong turns;
static int asleep[2];

static void *turn(void *unused) {
    if (bind_to_processor(1) != 0) return unused;
    started = 1;
    while (!atomic_load_explicit(&stop, memory_order_relaxed)) atomic_fetch_add_explicit(&turns, 1, memory_order_relaxed);
    return unused;
}

static void *sleep_until_told(void *unused) {
    char byte;
    started = 1;
    if (read(asleep[0], &byte, 1) < 0) started = 2;
    return unused;
}

static pthread_t start(void *(*body)(void *)) {
    pthread_t thread;
    if (pipe(asleep) != 0) failed("pipe");
    if (pthread_create(&thread, NULL, body, NULL) != 0) unavailable("no second thread could be started");
    for (int waits = 0; !started && waits < 2000; waits++) usleep(500);
    if (!started) unavailable("the second thread did not run");
    usleep(2000);
    return thread;
}

/* The line of /proc/interrupts that counts invalidations of the TLB asked for by another processor, added up; -1 without one. */
static int64_t tlb_interrupts(void) {
    static char text[1 << 20];
    if (read_file("/proc/interrupts", text, sizeof text) < 0) return -1;
    char *at = strstr(text, "TLB:");
    if (!at) return -1;
    int64_t sum = 0;
    for (at += strlen("TLB:");;) {
        char *next;
        const long long count = strtoll(at, &next, 10);
        if (next == at) return sum;
        sum += count;
        at = next;
    }
}

/* Until the other has had its processor for some milliseconds: a virtual one is woken late, and counts as away until then. */
static void wait_for_turns(void) {
    const int64_t from = turns;
    for (int64_t waits = 0; turns - from < TURNS_BEFORE && waits < 100000000; waits++) continue;
}

static void give_pages_back(int64_t operations) {
    const size_t page = page_size();
    unsigned char *address = map_anonymous((size_t)operations * page);
    madvise(address, (size_t)operations * page, MADV_NOHUGEPAGE);
    write_pages(address, (size_t)operations * page);
    if (is("other", "running")) wait_for_turns();
    const int advice = is("way", "dontneed") ? MADV_DONTNEED : is("way", "madv-free") ? MADV_FREE : -1;
    if (advice < 0 && !is("way", "munmap")) refused("no such way", word("way"));
    int64_t refusals = 0;
    begin("release");
    for (int64_t i = 0; i < operations; i++, address += page)
        refusals += (advice < 0 ? munmap(address, page) : madvise(address, page, advice)) != 0;
    end();
    fact("refusals", refusals);
}

static void free_chunks(int64_t operations) {
    unsigned char **chunks = map_anonymous((size_t)operations * sizeof *chunks);
    for (int64_t i = 0; i < operations; i++) {
        chunks[i] = malloc(CHUNK_BYTES);
        if (!chunks[i]) failed("malloc");
        chunks[i][0] = 1;
    }
    if (is("other", "running")) wait_for_turns();
    begin("release");
    for (int64_t i = 0; i < operations; i++) free(chunks[i]);
    end();
    fact("refusals", 0);
}

static void run(void) {
    const int64_t operations = amount("operations");
    const int processors = spread_over_processors();
    fact("processors", processors);
    if (processors < 2) unavailable("there is only one processor to run on");
    const int running = is("other", "running"), sleeping = is("other", "sleeping");
    if (!running && !sleeping && !is("other", "none")) refused("no such other thread", word("other"));
    pthread_t thread = 0;
    if (running || sleeping) thread = start(running ? turn : sleep_until_told);
    if (bind_to_processor(0) != 0) failed("sched_setaffinity");
    const int64_t turns_before = turns, interrupts = tlb_interrupts();
    if (is("way", "free")) free_chunks(operations);
    else give_pages_back(operations);
    const int64_t interrupts_after = tlb_interrupts();
    fact("operations", operations);
    fact("otherTurns", turns - turns_before);
    if (interrupts < 0) fact_missing("tlbInterrupts", "/proc/interrupts has no line of TLB shootdowns");
    else fact("tlbInterrupts", interrupts_after - interrupts);
    stop = 1;
    if (sleeping && write(asleep[1], "", 1) != 1) failed("write");
    if (running || sleeping) pthread_join(thread, NULL);
}

const struct scenario scenario_tlb_shootdown = {
    "tlb-shootdown", "gives pages back one by one beside another thread, and counts the interrupts", parameters, run};
