/* Running a command from a scenario and keeping what it said: its output, its errors, how it ended, what it cost. */
#ifndef FIRSTTOUCH_RUN_COMMAND_H
#define FIRSTTOUCH_RUN_COMMAND_H

#include <stdint.h>
#include <sys/resource.h>

struct command {
    /* Ends in NULL. The first word is searched for in PATH, or names what `image` is. */
    char *const *words;
    /* An executable file that is open, or -1: then the first word is executed. */
    int image;
    /* What it reads, or NULL for nothing. At most as long as a pipe holds (64 KiB). */
    const char *input;
    /* Limit of its address space in bytes, 0 for none. */
    int64_t address_space_bytes;
    /* "NAME=value", added to its environment, or NULL. */
    const char *setting;
};

struct outcome {
    int status; /* as of wait() */
    struct rusage usage;
    /* Ended in 0, and cut where they are longer. They stay until the next command. */
    char *output, *errors;
};

/* Runs it to its end. What cannot even be started ends the scenario: failed(). A command that is not there exits with 127. */
struct outcome run_command(const struct command *command);

/* The exit code, or -1 where a signal ended it; the signal, or 0. */
int exit_code(const struct outcome *outcome);
int ending_signal(const struct outcome *outcome);

#endif
