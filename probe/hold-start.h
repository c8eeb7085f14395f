/* Starting the command that is to be held: seized by ptrace before its exec, under the conditions of its request. */
#ifndef FIRSTTOUCH_HOLD_START_H
#define FIRSTTOUCH_HOLD_START_H

#include <sys/types.h>

#include "hold-request.h"

/* Where the report of a hold goes, and where its orders come from: descriptors given by who asked. */
#define HOLD_REPORT 3
#define HOLD_ORDERS 4

/* Once, before the first start: 0, or -1 with errno. */
int hold_start_prepare(void);

/*
 * Starts the command; its pid, or -1 with errno and *failed_call. It is under ptrace with its exec yet to come. A quiet one
 * has /dev/null for stdin, stdout and stderr.
 */
pid_t hold_start(const struct hold_request *request, int quiet, const char **failed_call);

/* What failed in the last one started between fork and exec: the call with its errno, or NULL. */
const char *hold_start_failure(int *error);

#endif
