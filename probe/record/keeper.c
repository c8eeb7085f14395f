/* Orphans go to the nearest living ancestor that asked for them (PR_SET_CHILD_SUBREAPER): first the recorder, then this one. */
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../descendants.h"
#include "channels.h"
#include "signals-kept.h"

static void ignore_stop(pid_t pid, int status) {
    (void)pid;
    (void)status;
}

/* Waits until the recorder has ended; signals that a process sent, and not a terminal to all of us, are passed on to it. */
static int await_recorder(pid_t recorder) {
    sigset_t waited;
    signals_waited(&waited);
    for (;;) {
        siginfo_t what;
        if (sigwaitinfo(&waited, &what) < 0) continue;
        if (what.si_signo != SIGCHLD) {
            if (what.si_code <= 0) kill(recorder, what.si_signo);
            continue;
        }
        int status;
        pid_t pid;
        while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
            if (pid == recorder) return status;
    }
}

int keeper_start(void) {
    int ends[2];
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0 || pipe2(ends, O_CLOEXEC) != 0) return -1;
    pid_t recorder = fork();
    if (recorder < 0) return -1;
    if (recorder == 0) {
        close(ends[1]);
        return prctl(PR_SET_CHILD_SUBREAPER, 1) == 0 ? ends[0] : -1;
    }
    close(ends[0]);
    close(TRACE_FILE);
    close(CONTROL);
    close(RELAY);
    int status = await_recorder(recorder);
    end_descendants(NO_GROUP, ignore_stop);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
