/* The counters are read here, when nothing counts any more: recorded and lost faults must add up to them. */
#include "write-end.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "take-record.h"
#include "trace-lines.h"

const char *signal_name(int number) {
    static const struct {
        int number;
        const char *name;
    } names[] = {
        {SIGHUP, "SIGHUP"},   {SIGINT, "SIGINT"},   {SIGQUIT, "SIGQUIT"},     {SIGILL, "SIGILL"},   {SIGTRAP, "SIGTRAP"},
        {SIGABRT, "SIGABRT"}, {SIGBUS, "SIGBUS"},   {SIGFPE, "SIGFPE"},       {SIGKILL, "SIGKILL"}, {SIGUSR1, "SIGUSR1"},
        {SIGSEGV, "SIGSEGV"}, {SIGUSR2, "SIGUSR2"}, {SIGPIPE, "SIGPIPE"},     {SIGALRM, "SIGALRM"}, {SIGTERM, "SIGTERM"},
        {SIGXCPU, "SIGXCPU"}, {SIGXFSZ, "SIGXFSZ"}, {SIGVTALRM, "SIGVTALRM"}, {SIGPROF, "SIGPROF"}, {SIGPOLL, "SIGPOLL"},
        {SIGSYS, "SIGSYS"},   {SIGPWR, "SIGPWR"},   {SIGSTKFLT, "SIGSTKFLT"},
    };
    static char other[24];
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].number == number) return names[i].name;
    snprintf(other, sizeof other, "SIGRTMIN+%d", number - SIGRTMIN);
    return other;
}

static void put_member(const char *name, uint64_t value) {
    put_text(name);
    put_unsigned(value);
}

static uint64_t ns_of(struct timeval time) {
    return (uint64_t)time.tv_sec * UINT64_C(1000000000) + (uint64_t)time.tv_usec * UINT64_C(1000);
}

/* Of children that were there before the command: whoever looked for tracepoints. */
static struct rusage before;

void usage_begin(void) {
    getrusage(RUSAGE_CHILDREN, &before);
}

static void put_usage(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    put_member(",\"usage\":{\"userNs\":", ns_of(usage.ru_utime) - ns_of(before.ru_utime));
    put_member(",\"systemNs\":", ns_of(usage.ru_stime) - ns_of(before.ru_stime));
    put_member(",\"minorFaults\":", (uint64_t)(usage.ru_minflt - before.ru_minflt));
    put_member(",\"majorFaults\":", (uint64_t)(usage.ru_majflt - before.ru_majflt));
    put_member(",\"maxRssBytes\":", (uint64_t)usage.ru_maxrss * 1024);
    put_text("}");
}

/* What the kernel lost, as a whole; without its own count of it, what its records said or what is missing of the faults. */
static uint64_t lost_in_all(const struct perf_totals *totals, int faults) {
    const struct taken *taken = taken_so_far();
    if (totals->lost_known) return totals->lost;
    uint64_t counted = totals->minor_faults + totals->major_faults;
    uint64_t seen = taken->minor_faults + taken->major_faults + taken->passed_minor + taken->passed_major;
    uint64_t missing = faults && counted > seen ? counted - seen : 0;
    return missing > taken->lost ? missing : taken->lost;
}

void write_end(uint64_t at_ns, int status, const struct perf_events *events, int faults, int left_running) {
    struct perf_totals totals;
    const struct taken *taken = taken_so_far();
    events_read(events, &totals);
    uint64_t lost = lost_in_all(&totals, faults);
    /* The ring tells of a loss with the next record that it has room for, which may never come. */
    if (lost > taken->lost) write_lost(at_ns, lost - taken->lost);
    line_begin();
    put_member("{\"kind\":\"end\",\"atNs\":", at_ns);
    if (WIFEXITED(status)) {
        put_member(",\"exitCode\":", (uint64_t)WEXITSTATUS(status));
        put_text(",\"signal\":null");
    } else {
        put_text(",\"exitCode\":null,\"signal\":");
        put_string(signal_name(WTERMSIG(status)));
    }
    put_usage();
    if (faults) {
        put_member(",\"counted\":{\"minorFaults\":", totals.minor_faults - taken->passed_minor);
        put_member(",\"majorFaults\":", totals.major_faults - taken->passed_major);
        put_text("}");
    } else {
        put_text(",\"counted\":null");
    }
    put_member(",\"recordedFaults\":", taken->minor_faults + taken->major_faults);
    put_member(",\"lostRecords\":", lost);
    put_member(",\"leftRunning\":", (uint64_t)left_running);
    put_text("}");
    line_end();
    lines_flush();
}
