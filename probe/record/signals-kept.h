/* The signals that a recording handles itself, and how they stood before, which is how the command finds them. */
#ifndef FIRSTTOUCH_SIGNALS_KEPT_H
#define FIRSTTOUCH_SIGNALS_KEPT_H

#include <signal.h>

/* Blocks SIGCHLD, SIGTERM and SIGHUP, to be waited for; ignores what a terminal sends to the command's whole group. */
void signals_keep(void);

/* Puts everything back. */
void signals_restore(void);

/* Puts the three blocked ones into a set of the caller's. */
void signals_waited(sigset_t *set);

#endif
