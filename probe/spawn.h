/* Starting one trial as a fresh process under its request's conditions. */
#ifndef FIRSTTOUCH_SPAWN_H
#define FIRSTTOUCH_SPAWN_H

#include <sys/types.h>

#include "request.h"

/*
 * Forks and executes this program again with `line` as its request; its stdout is result_fd. Returns the pid, or -1 with
 * errno. What fails between fork and exec is written to result_fd as {"refused": ...} and ends with EXIT_BAD_REQUEST.
 */
pid_t spawn_trial(const struct request *request, const char *line, int result_fd);

#endif
