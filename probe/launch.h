/* Starting a user's command as a fresh process under its request's conditions. */
#ifndef FIRSTTOUCH_LAUNCH_H
#define FIRSTTOUCH_LAUNCH_H

#include <sys/types.h>

#include "command-request.h"

/* The descriptors that become the command's stdin, stdout and stderr. */
struct streams {
    int input, output, errors;
};

/* What came of starting it: `pid`, or `failed_call` with `error`. `trace_error`: why it cannot be traced, or 0. */
struct launch {
    pid_t pid;
    const char *failed_call;
    int error, trace_error;
};

/* Makes the environment that launch() hands over; NULL, or what is wrong. Not timed. */
const char *launch_prepare(const struct command_request *request);

/* Starts the command; returns when it has been executed, or could not be. */
void launch(const struct command_request *request, const struct streams *streams, struct launch *launch);

#endif
