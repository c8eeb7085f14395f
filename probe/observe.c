/*
 * A phase lies between two getrusage(RUSAGE_SELF) calls of the trial: the counters that it takes anyway. So the tracer needs
 * no marker in the process under test, and the calls between the second and the next first one are ours, not the phase's.
 */
#include "observe.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "emit.h"

#define MAX_WINDOWS (MAX_STEPS * PHASES)
#define MAX_NAMES 12

/* Bytes are the length a call asked for (brk: how far the break moved), added up. */
struct call {
    long number;
    long long count, bytes;
};

static struct {
    int started, unsupported;
    int marks; /* getrusage(RUSAGE_SELF) entered so far */
    uint64_t program_break;
    struct __ptrace_syscall_info entry;
    struct call calls[MAX_WINDOWS][MAX_NAMES];
    int dropped;
} seen;

static const struct {
    long number;
    const char *name;
    int length_argument; /* -1: none */
} names[] = {
    {SYS_brk, "brk", -1},           {SYS_mmap, "mmap", 1},
    {SYS_munmap, "munmap", 1},      {SYS_mremap, "mremap", 2},
    {SYS_mprotect, "mprotect", 1},  {SYS_madvise, "madvise", 1},
    {SYS_ftruncate, "ftruncate", 1},{SYS_memfd_create, "memfd_create", -1},
    {SYS_openat, "openat", -1},     {SYS_close, "close", -1},
    {SYS_read, "read", -1},         {SYS_futex, "futex", -1},
    {SYS_getrandom, "getrandom", -1}, {SYS_prctl, "prctl", -1},
    {SYS_sched_yield, "sched_yield", -1}, {SYS_getppid, "getppid", -1},
};

static int name_index(long number) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == number) return (int)i;
    return -1;
}

void observe_begin(void) {
    memset(&seen, 0, sizeof seen);
}

static struct call *call_in(int window, long number) {
    for (int i = 0; i < MAX_NAMES; i++) {
        struct call *call = &seen.calls[window][i];
        if (call->count && call->number != number) continue;
        call->number = number;
        return call;
    }
    seen.dropped++;
    return NULL;
}

static void note_exit(long long result) {
    long number = (long)seen.entry.entry.nr;
    long long bytes = 0;
    int named = name_index(number);
    if (number == SYS_brk) {
        if (seen.program_break) bytes = result - (long long)seen.program_break;
        seen.program_break = (uint64_t)result;
    } else if (named >= 0 && names[named].length_argument >= 0) {
        bytes = (long long)seen.entry.entry.args[names[named].length_argument];
    }
    int window = seen.marks / 2 - PHASES; /* the first ones are the rehearsal of every phase */
    if (seen.marks % 2 == 0 || window < 0 || window >= MAX_WINDOWS || number == SYS_clock_gettime) return;
    if (number == SYS_getrusage) return;
    struct call *call = call_in(window, number);
    if (!call) return;
    call->count++;
    call->bytes += bytes;
}

static void note_syscall(pid_t pid) {
    struct __ptrace_syscall_info now;
    if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, (void *)sizeof now, &now) <= 0) {
        seen.unsupported = errno ? errno : EIO;
        return;
    }
    if (now.op == PTRACE_SYSCALL_INFO_ENTRY) {
        seen.entry = now;
        if (now.entry.nr == SYS_getrusage && (int)now.entry.args[0] == RUSAGE_SELF) seen.marks++;
    } else if (now.op == PTRACE_SYSCALL_INFO_EXIT) {
        note_exit(now.exit.rval);
    }
}

void observe_stop(pid_t pid, int status) {
    int signal_number = WSTOPSIG(status), deliver = 0;
    if (!seen.started) {
        seen.started = 1; /* the SIGTRAP after exec */
        ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(long)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
    } else if (signal_number == (SIGTRAP | 0x80)) {
        note_syscall(pid);
    } else {
        deliver = signal_number;
    }
    ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(long)deliver);
}

static void emit_window(int window) {
    emit("[");
    for (int i = 0; i < MAX_NAMES && seen.calls[window][i].count; i++) {
        const struct call *call = &seen.calls[window][i];
        int named = name_index(call->number);
        if (i) emit(",");
        if (named >= 0) emit("{\"name\":\"%s\"", names[named].name);
        else emit("{\"name\":\"syscall_%ld\"", call->number);
        emit(",\"count\":%lld,\"bytes\":%lld}", call->count, call->bytes);
    }
    emit("]");
}

void observe_emit(const struct request *request) {
    if (!seen.started) {
        emit(",\"callsUnavailable\":\"ptrace(PTRACE_TRACEME) was refused: a sandbox or another tracer forbids it\"");
        return;
    }
    if (seen.unsupported) {
        emit(",\"callsUnavailable\":\"ptrace(PTRACE_GET_SYSCALL_INFO): %s; it needs Linux 5.3\"",
             strerror(seen.unsupported));
        return;
    }
    emit(",\"callsDropped\":%d,\"calls\":[", seen.dropped);
    int window = 0;
    for (int i = 0; i < request->step_count; i++) {
        emit(i ? ",[" : "[");
        for (int phase = 0; phase < PHASES; phase++) {
            if (phase) emit(",");
            if (phase == PHASE_SECOND_TOUCH && !request->steps[i].second_touch) emit("null");
            else emit_window(window++);
        }
        emit("]");
    }
    emit("]");
}
