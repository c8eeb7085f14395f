/*
 * At PTRACE_EVENT_EXIT a process has its memory still, so its VmHWM is the highest there was: of this process alone, where
 * ru_maxrss would be the one of the largest process, or that of whoever forked it.
 */
#include "peak.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>

#include "emit.h"
#include "read-file.h"

#define OPTIONS                                                                                                        \
    (PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_TRACEEXIT |        \
     PTRACE_O_EXITKILL)

static struct {
    int started, options_error;
    int processes, threads, unread;
    int64_t largest_bytes, sum_bytes;
} seen;

void peak_begin(void) {
    memset(&seen, 0, sizeof seen);
}

static void note_exit(pid_t pid) {
    static char text[16384];
    char path[32];
    sprintf(path, "/proc/%d/status", pid);
    seen.threads++;
    if (read_file(path, text, sizeof text) <= 0) return;
    if (number_after(text, "Tgid:") != pid) return; /* a thread: its process is counted when that ends */
    long long kib = number_after(text, "VmHWM:");
    seen.processes++;
    if (kib < 0) {
        seen.unread++;
        return;
    }
    seen.sum_bytes += kib * 1024;
    if (kib * 1024 > seen.largest_bytes) seen.largest_bytes = kib * 1024;
}

/* The SIGSTOP that a new tracee begins with comes from nobody; any other one is the command's own affair. */
static int begins_tracing(pid_t pid) {
    siginfo_t why;
    return ptrace(PTRACE_GETSIGINFO, pid, NULL, &why) == 0 && why.si_pid == 0;
}

void peak_stop(pid_t pid, int status) {
    int signal_number = status >> 8 & 0xff, event = status >> 16, deliver = 0;
    if (!seen.started) {
        seen.started = 1; /* the SIGTRAP after exec */
        if (ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(long)OPTIONS) != 0) seen.options_error = errno;
    } else if (event == PTRACE_EVENT_EXIT) {
        note_exit(pid);
    } else if (event == 0 && !(signal_number == SIGSTOP && begins_tracing(pid))) {
        deliver = signal_number;
    }
    ptrace(PTRACE_CONT, pid, NULL, (void *)(long)deliver);
}

void peak_emit(int trace_error) {
    if (trace_error || seen.options_error) {
        emit(",\"peakUnavailable\":\"ptrace(%s): %s; a sandbox or another tracer forbids it\"",
             trace_error ? "PTRACE_TRACEME" : "PTRACE_SETOPTIONS", strerror(trace_error ? trace_error : seen.options_error));
    } else if (seen.processes == seen.unread) {
        emit(",\"peakUnavailable\":\"no process of it had a VmHWM in /proc/PID/status when it ended\"");
    } else {
        emit(",\"peak\":{\"largestBytes\":%lld,\"sumBytes\":%lld,\"processes\":%d,\"threads\":%d}",
             (long long)seen.largest_bytes, (long long)seen.sum_bytes, seen.processes, seen.threads);
    }
}
