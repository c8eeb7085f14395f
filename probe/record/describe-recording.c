/* Each thing is tried on this very process; nothing is started, no ring is mapped. */
#include "describe-recording.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../emit.h"
#include "../read-file.h"
#include "perf-events.h"
#include "tracepoints.h"

/* -1: the file is not there to be read. */
static int paranoia(void) {
    char text[32];
    return read_file("/proc/sys/kernel/perf_event_paranoid", text, sizeof text) > 0 ? atoi(text) : -1;
}

static void emit_reason(enum event_kind kind, int user_only) {
    const char *what;
    int error = event_try(kind, user_only, &what);
    if (!error) {
        emit("null");
        return;
    }
    emit("\"%s: %s (errno %d)", what, strerror(error), error);
    if (error == EACCES) emit("; kernel.perf_event_paranoid is %d, and the capability CAP_PERFMON is missing", paranoia());
    if (error == EPERM) emit("; a sandbox (seccomp) forbids perf_event_open, or the capability CAP_PERFMON is missing");
    if (error == ENOSYS) emit("; this kernel has no perf_event_open, or a sandbox hides it");
    emit("\"");
}

/* Not by opening the tracepoints: that slows every system call of the machine for a moment. They need their number and the
 * right to look into the kernel, which an event of another kind tells as well. */
static void emit_calls(void) {
    if (tracepoint_id(EVENT_ENTER) >= 0) {
        emit_reason(EVENT_MINOR, 0);
        return;
    }
    const char *why = errno == ENOENT ? "tracefs is not mounted on /sys/kernel/tracing" : "tracefs is for root, or for whom it is mounted";
    emit("\"the tracepoint raw_syscalls:sys_enter: %s (errno %d); %s\"", strerror(errno), errno, why);
}

void describe_recording(void) {
    emit(",\"recording\":{\"faults\":");
    emit_reason(EVENT_MINOR, 1);
    emit(",\"kernelFaults\":");
    emit_reason(EVENT_MINOR, 0);
    emit(",\"mappings\":");
    emit_reason(EVENT_NOTHING, 1);
    emit(",\"calls\":");
    emit_calls();
    emit("}");
}
