/* What strace writes: from a pipe of ours to the socket of whoever asked, without ever waiting for either. */
#ifndef FIRSTTOUCH_RELAY_H
#define FIRSTTOUCH_RELAY_H

#include <poll.h>

/* Opens the pipe; `to` is the socket. 0, or errno. */
int relay_open(int to);

/* The end that strace opens by its name, /proc/PID/fd/N; -1: there is no relay. */
int relay_input(void);

/* What to wait for: the pipe while nothing is held, the socket while something is. */
void relay_poll(struct pollfd *fd);

/* Moves what can be moved now. */
void relay_move(void);

/* Moves everything that is in the pipe, waiting for the socket's reader. */
void relay_finish(void);

#endif
