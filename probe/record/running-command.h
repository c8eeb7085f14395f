/* The command while it runs: signalled, ended where that is asked for, and reaped. */
#ifndef FIRSTTOUCH_RUNNING_COMMAND_H
#define FIRSTTOUCH_RUNNING_COMMAND_H

#include <stdint.h>
#include <sys/types.h>

struct running_command {
    pid_t pid;
    int wrapper; /* it is strace, and what is meant is what that launched */
    int has_ended, status;
    uint64_t ended_ns; /* CLOCK_MONOTONIC */
    int left_running;  /* processes that were ended because the command had ended */
    uint64_t kill_at_ns, looked_ns;
};

void command_signal(const struct running_command *command, int number);

/* Ends it: at first by SIGTERM, later (command_attend) or when asked again by SIGKILL. */
void command_end(struct running_command *command, uint64_t now_ns);
void command_kill(struct running_command *command);

/* What is due at that moment (CLOCK_MONOTONIC). */
void command_attend(struct running_command *command, uint64_t now_ns);

/* Takes every child that has ended; the command among them. */
void command_reap(struct running_command *command);

/* Ends everything that it left running, when it has ended. */
void command_sweep(struct running_command *command);

#endif
