/* The signals of whoever holds a command: its children's ends, and being asked to leave. */
#ifndef FIRSTTOUCH_HOLD_SIGNALS_H
#define FIRSTTOUCH_HOLD_SIGNALS_H

#include <signal.h>

/* The guard's death, told to who traces. */
#define SIGNAL_OF_GUARD SIGUSR1

/* Leaves the terminal's signals to the command; the descriptor that tells of the others, or -1 with errno. */
int hold_signals_prepare(void);

/* In the child: every signal as a command expects it. */
void hold_signals_restore(void);

/* Takes what the descriptor tells; 1 where one of them asked us to leave. */
int hold_signals_take(int fd);

#endif
