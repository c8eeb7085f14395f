/* Ctrl-C, Ctrl-\ and Ctrl-Z reach the whole foreground group: the command is in it and answers, we go on to see how. */
#include "hold-signals.h"

#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const int of_the_terminal[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};

static void dispose_all(void (*how)(int)) {
    for (size_t i = 0; i < sizeof of_the_terminal / sizeof *of_the_terminal; i++) signal(of_the_terminal[i], how);
}

int hold_signals_prepare(void) {
    dispose_all(SIG_IGN);
    sigset_t told;
    sigemptyset(&told);
    sigaddset(&told, SIGCHLD);
    sigaddset(&told, SIGTERM);
    sigaddset(&told, SIGHUP);
    sigaddset(&told, SIGNAL_OF_GUARD);
    sigprocmask(SIG_BLOCK, &told, NULL);
    return signalfd(-1, &told, SFD_CLOEXEC | SFD_NONBLOCK);
}

void hold_signals_restore(void) {
    dispose_all(SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

int hold_signals_take(int fd) {
    struct signalfd_siginfo next;
    int leave = 0;
    while (read(fd, &next, sizeof next) > 0) leave |= next.ssi_signo != SIGCHLD;
    return leave;
}
