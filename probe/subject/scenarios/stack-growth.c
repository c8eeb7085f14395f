/* The main thread's stack before and after a deep recursion, and another thread's, which is a mapping of fixed size. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"depthBytes", "4194304", "how deep the recursion goes"},
    {NULL, NULL, NULL},
};

static size_t depth_bytes;

/* Each call takes a page of the stack and writes to it. */
static int __attribute__((noinline)) descend(size_t left) {
    volatile char page[4096];
    page[0] = (char)left;
    if (left <= sizeof page) return page[0];
    return descend(left - sizeof page) + page[0];
}

struct extent {
    int64_t mapped_bytes, resident_bytes;
};

static struct extent extent_of(const void *address) {
    struct vma vma;
    if (!find_vma(address, &vma)) return (struct extent){-1, -1};
    return (struct extent){(int64_t)(vma.end - vma.start), smaps_bytes(address, "Rss:")};
}

static struct extent in_thread_before, in_thread_after;
static int64_t guard_bytes;

/* The mapping right below the thread's stack, where it may not be touched. */
static int64_t guard_below(const void *address) {
    struct vma vma, below;
    if (!find_vma(address, &vma) || !find_vma((void *)(uintptr_t)(vma.start - 1), &below)) return 0;
    return strncmp(below.permissions, "---", 3) == 0 ? (int64_t)(below.end - below.start) : 0;
}

static void *in_thread(void *nothing) {
    int here = 0;
    in_thread_before = extent_of(&here);
    guard_bytes = guard_below(&here);
    descend(depth_bytes);
    in_thread_after = extent_of(&here);
    return nothing;
}

static void run_thread(void) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 2 * depth_bytes);
    if (pthread_create(&thread, &attributes, in_thread, NULL) != 0) unavailable("no thread could be started");
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
}

static void say(const char *mapped, const char *resident, struct extent extent) {
    fact(mapped, extent.mapped_bytes);
    fact(resident, extent.resident_bytes);
}

static void run(void) {
    struct rlimit limit;
    int here = 0;
    if (getrlimit(RLIMIT_STACK, &limit) != 0) failed("getrlimit");
    depth_bytes = (size_t)amount("depthBytes");
    if (limit.rlim_cur != RLIM_INFINITY && depth_bytes > limit.rlim_cur / 2) depth_bytes = limit.rlim_cur / 2;
    const struct extent before = extent_of(&here);
    begin("descend");
    descend(depth_bytes);
    end();
    const struct extent after = extent_of(&here);
    run_thread();
    fact("depthBytes", (int64_t)depth_bytes);
    if (limit.rlim_cur == RLIM_INFINITY) fact_missing("limitBytes", "the stack is not limited");
    else fact("limitBytes", (int64_t)limit.rlim_cur);
    say("mappedBeforeBytes", "residentBeforeBytes", before);
    say("mappedAfterBytes", "residentAfterBytes", after);
    say("threadMappedBeforeBytes", "threadResidentBeforeBytes", in_thread_before);
    say("threadMappedAfterBytes", "threadResidentAfterBytes", in_thread_after);
    fact("threadGuardBytes", guard_bytes);
}

const struct scenario scenario_stack_growth = {
    "stack-growth", "the main thread's stack before and after a deep recursion, beside another thread's", parameters, run};
