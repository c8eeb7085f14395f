/* An OOM kill looks like any SIGKILL to wait(); the kernel's own count of them tells the two apart. */
#include "ending.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "emit.h"
#include "read-file.h"

static long long oom_kills;

static long long count_oom_kills(void) {
    static char text[65536];
    return read_file("/proc/vmstat", text, sizeof text) > 0 ? number_after(text, "oom_kill ") : -1;
}

void ending_prepare(void) {
    oom_kills = count_oom_kills();
}

void emit_ending(int status, int late, int deadline_ms) {
    if (late) {
        emit("{\"how\":\"deadline\",\"deadlineMs\":%d}", deadline_ms);
    } else if (WIFEXITED(status)) {
        emit("{\"how\":\"exit\",\"code\":%d}", WEXITSTATUS(status));
    } else {
        long long kills = WTERMSIG(status) == SIGKILL ? count_oom_kills() : oom_kills;
        int oom = kills > oom_kills;
        oom_kills = kills;
        emit("{\"how\":\"%s\",\"signal\":%d}", oom ? "oom-kill" : "signal", WTERMSIG(status));
    }
}

int answer_refused(long long id, const char *why) {
    emit("{\"id\":%lld,\"end\":{\"how\":\"refused\",\"reason\":", id);
    emit_string(why);
    emit("}}\n");
    return emit_flush(STDOUT_FILENO);
}
