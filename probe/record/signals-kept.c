/*
 * Ctrl-C, Ctrl-\ and Ctrl-Z are the command's affair: the recorder goes on until that has ended. A trace that reaches the limit of
 * a file's size (SIGXFSZ) is told as a full disk is.
 */
#include "signals-kept.h"

#include <stddef.h>

static const int ignored[] = {SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGXFSZ};

#define IGNORED ((int)(sizeof ignored / sizeof ignored[0]))

static struct sigaction before[IGNORED];
static sigset_t mask_before;

void signals_waited(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGCHLD);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGHUP);
}

void signals_keep(void) {
    sigset_t waited;
    signals_waited(&waited);
    sigprocmask(SIG_BLOCK, &waited, &mask_before);
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    for (int i = 0; i < IGNORED; i++) sigaction(ignored[i], &ignore, &before[i]);
}

void signals_restore(void) {
    for (int i = 0; i < IGNORED; i++) sigaction(ignored[i], &before[i], NULL);
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
}
