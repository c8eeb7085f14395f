/* Lines out are JSON; lines in are single words. */
#include "control.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include "../emit.h"
#include "channels.h"
#include "trace-lines.h"
#include "write-end.h"

void say_ready(const struct perf_events *events) {
    emit("{\"ready\":{\"bufferBytes\":%zu,\"kernelFaults\":%s}}\n", events->count ? events->buffer_bytes : 0,
         events->kernel_faults ? "true" : "false");
    emit_flush(CONTROL);
}

void say_launched(pid_t pid, uint64_t realtime_us) {
    emit("{\"launched\":{\"pid\":%d,\"realtimeUs\":%llu}}\n", (int)pid, (unsigned long long)realtime_us);
    emit_flush(CONTROL);
}

void say_ended(int status) {
    int exited = WIFEXITED(status);
    emit("{\"ended\":{\"exitCode\":");
    if (exited) emit("%d", WEXITSTATUS(status));
    else emit("null");
    emit(",\"signal\":");
    emit_string(exited ? NULL : signal_name(WTERMSIG(status)));
    emit(",\"writeError\":");
    emit_string(lines_error() ? strerror(lines_error()) : NULL);
    emit("}}\n");
    emit_flush(CONTROL);
}

int say_failed(const char *attempt, int error) {
    emit("{\"failed\":{\"attempt\":");
    emit_string(attempt);
    emit(",\"errno\":%d,\"error\":", error);
    emit_string(strerror(error));
    emit("}}\n");
    emit_flush(CONTROL);
    return 3;
}

static enum word word_of(const char *line) {
    if (strcmp(line, "go") == 0) return WORD_GO;
    return strcmp(line, "end") == 0 ? WORD_END : WORD_NOTHING;
}

enum word hear(int wait) {
    static char held[64];
    static size_t used;
    for (;;) {
        char *newline = memchr(held, '\n', used);
        if (newline) {
            *newline = 0;
            enum word word = word_of(held);
            used -= (size_t)(newline + 1 - held);
            memmove(held, newline + 1, used);
            if (word != WORD_NOTHING) return word;
            continue;
        }
        ssize_t got = recv(CONTROL, held + used, sizeof held - used, wait ? 0 : MSG_DONTWAIT);
        if (got > 0) used += (size_t)got;
        else if (got < 0 && errno == EAGAIN) return WORD_NOTHING;
        else if (got == 0 || errno != EINTR) return WORD_GONE;
    }
}
