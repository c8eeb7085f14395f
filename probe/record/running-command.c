/* Behind a wrapper signals go to what it launched: strace keeps them to itself. */
#include "running-command.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../descendants.h"
#include "monotonic.h"

/* From SIGTERM to SIGKILL. */
#define PATIENCE_NS (2000 * MILLISECOND_NS)
/* Between two looks at what a wrapper's command left running. */
#define LOOK_NS (100 * MILLISECOND_NS)
/* In place of a time: SIGKILL has been sent. */
#define KILLED UINT64_MAX

void command_signal(const struct running_command *command, int number) {
    if (command->has_ended) return;
    if (!command->wrapper || !signal_children(command->pid, 0, number)) kill(command->pid, number);
}

void command_kill(struct running_command *command) {
    command->kill_at_ns = KILLED;
    if (!command->has_ended) kill(command->pid, SIGKILL);
}

void command_end(struct running_command *command, uint64_t now_ns) {
    if (command->kill_at_ns) {
        command_kill(command);
        return;
    }
    command->kill_at_ns = now_ns + PATIENCE_NS;
    command_signal(command, SIGTERM);
}

/*
 * strace stays for as long as anything that it follows runs. What its command left running when it ended has become ours, and
 * ends now.
 */
static void end_what_is_left(struct running_command *command) {
    if (signal_children(command->pid, 0, 0) == 0)
        command->left_running += signal_children(getpid(), command->pid, SIGKILL);
}

void command_attend(struct running_command *command, uint64_t now_ns) {
    if (command->kill_at_ns && command->kill_at_ns != KILLED && now_ns > command->kill_at_ns) command_kill(command);
    if (!command->wrapper || now_ns - command->looked_ns < LOOK_NS) return;
    end_what_is_left(command);
    command->looked_ns = now_ns;
}

void command_reap(struct running_command *command) {
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid != command->pid) continue;
        command->ended_ns = monotonic_ns();
        command->status = status;
        command->has_ended = 1;
    }
}

static void ignore_stop(pid_t pid, int status) {
    (void)pid;
    (void)status;
}

void command_sweep(struct running_command *command) {
    command->left_running += end_descendants(NO_GROUP, ignore_stop);
}
