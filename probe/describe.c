/* --describe: what this probe can do on this machine, with a reason for everything that it cannot. */
#include "describe.h"

#include <string.h>
#include <sys/personality.h>
#include <unistd.h>

#include "clock.h"
#include "counters.h"
#include "emit.h"
#include "phase.h"
#include "record/describe-recording.h"
#include "strategy.h"
#include "touch.h"

#ifndef FIRSTTOUCH_FLAGS
#define FIRSTTOUCH_FLAGS "unknown"
#endif

static const char *const backings[] = {"none", "anonymous", "shmem", "hugetlb"};
static const char *const page_policies[] = {"default", "huge", "base", "hugetlb"};

static const char *truth(int value) {
    return value ? "true" : "false";
}

static void describe_strategies(void) {
    emit(",\"strategies\":[");
    for (int i = 0; strategies[i]; i++) {
        const struct strategy *strategy = strategies[i];
        emit("%s{\"name\":\"%s\",\"summary\":", i ? "," : "", strategy->name);
        emit_string(strategy->summary);
        emit(",\"backing\":\"%s\",\"pages\":\"%s\",\"populates\":%s,\"viaMalloc\":%s,\"exclusive\":%s,\"calibrates\":%d,\"unsupported\":",
             backings[strategy->backing], page_policies[strategy->pages], truth(strategy->populates),
             truth(strategy->via_malloc), truth(strategy->exclusive), strategy->calibrates);
        emit_string(strategy->unsupported ? strategy->unsupported() : NULL);
        emit("}");
    }
    emit("]");
}

static void describe_patterns(void) {
    emit(",\"patterns\":[");
    for (int i = 0; patterns[i]; i++) {
        emit("%s{\"name\":\"%s\",\"summary\":", i ? "," : "", patterns[i]->name);
        emit_string(patterns[i]->summary);
        emit(",\"reads\":%s,\"writes\":%s,\"partial\":%s}", truth(patterns[i]->reads), truth(patterns[i]->writes),
             truth(patterns[i]->partial));
    }
    emit("],\"phases\":[");
    for (int i = 0; i < PHASES; i++) emit("%s\"%s\"", i ? "," : "", phase_names[i]);
    emit("],\"sampleColumns\":[\"durationNs\",\"minorFaults\",\"majorFaults\",\"voluntarySwitches\","
         "\"involuntarySwitches\",\"userNs\",\"systemNs\"]");
}

static void describe_counters(void) {
    struct perf_counter counters[PERF_EVENTS];
    open_perf(counters);
    emit(",\"perfCounters\":[");
    for (int i = 0; i < PERF_EVENTS; i++) {
        emit("%s{\"name\":\"%s\",\"userOnly\":%s,\"unsupported\":", i ? "," : "", perf_events[i].name,
             truth(counters[i].user_only));
        if (counters[i].fd >= 0) {
            emit("null}");
            close(counters[i].fd);
            continue;
        }
        emit("\"perf_event_open: %s (errno %d)\"}", strerror(counters[i].error), counters[i].error);
    }
    emit("]");
}

/* The smallest of many back-to-back readings: what two clock reads around nothing show. */
static void describe_clock(void) {
    struct timespec resolution = {0, 0};
    clock_getres(CLOCK_MONOTONIC_RAW, &resolution);
    enum { READS = 100000 };
    uint64_t started = clock_ns(), smallest = UINT64_MAX, before = started;
    for (int i = 0; i < READS; i++) {
        uint64_t now = clock_ns();
        if (now - before < smallest) smallest = now - before;
        before = now;
    }
    emit(",\"clock\":{\"name\":\"CLOCK_MONOTONIC_RAW\",\"resolutionNs\":%lld,\"smallestStepNs\":%llu,\"readNs\":%.2f}",
         resolution.tv_sec * 1000000000LL + resolution.tv_nsec, (unsigned long long)smallest,
         (double)(before - started) / READS);
}

int describe(void) {
    int persona = personality(0xffffffff);
    emit("{\"protocol\":%d,\"compiler\":", PROTOCOL_VERSION);
    emit_string(__VERSION__);
    emit(",\"flags\":");
    emit_string(FIRSTTOUCH_FLAGS);
    emit(",\"pageSizeBytes\":%zu,\"hugePageSizeBytes\":%zu,\"hugetlbPageSizeBytes\":%zu,\"addressSpaceRandomised\":%s",
         base_page_size(), huge_page_size(), hugetlb_page_size(), truth(persona < 0 || !(persona & ADDR_NO_RANDOMIZE)));
    describe_strategies();
    describe_patterns();
    describe_counters();
    describe_clock();
    describe_recording();
    emit("}\n");
    return emit_flush(STDOUT_FILENO) == 0 ? 0 : 1;
}
