/* Everything that a command started: seen, counted and ended, although its own parent may be gone. */
#ifndef FIRSTTOUCH_DESCENDANTS_H
#define FIRSTTOUCH_DESCENDANTS_H

#include <sys/types.h>

/* Makes orphans ours, and starts the guard that ends a command when the supervisor is killed. Once; 0, or -1 with errno. */
int descendants_prepare(void);

/* The process group that the guard ends should the supervisor die; 0: none. */
void guard_group(pid_t group);

/* In place of a group: the command shares ours, and what descends from it is found by its parents alone. */
#define NO_GROUP 0

/*
 * Ends whatever the command of that process group left running, after a moment in which it may end by itself; with group 0,
 * which stands for our own, whatever has become our child. Returns how many processes there were; on_stop gets the stops of
 * those under ptrace.
 */
int end_descendants(pid_t group, void (*on_stop)(pid_t pid, int status));

/* Sends the signal to every child of that process but one (0: to all; signal 0: none is sent); how many there are. */
int signal_children(pid_t parent, pid_t but, int number);

#endif
