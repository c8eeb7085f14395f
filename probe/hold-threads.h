/* The threads of the command that is held: which run, which stand, and what each is owed when it goes on. */
#ifndef FIRSTTOUCH_HOLD_THREADS_H
#define FIRSTTOUCH_HOLD_THREADS_H

#include <sys/types.h>

struct held_thread {
    pid_t tid;
    int stopped;   /* it stands in a ptrace stop, and goes on only when we say so */
    int exiting;   /* that stop is PTRACE_EVENT_EXIT */
    int listening; /* in a group stop (SIGSTOP, Ctrl-Z), from which SIGCONT wakes it, not we */
    int signal;    /* to be delivered when it goes on */
};

/* Forgets all but the main thread. */
void threads_reset(pid_t pid);

/* The thread of that id, entered if it is new; NULL where no memory is left. */
struct held_thread *threads_enter(pid_t tid);

/* The thread of that id, or NULL. */
struct held_thread *threads_find(pid_t tid);

void threads_remove(pid_t tid);

int threads_count(void);

/* The thread at that place, from 0; pointers hold until the next one is entered or removed. */
struct held_thread *threads_at(int place);

#endif
