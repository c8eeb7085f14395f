/* Which system calls a witness trial made in each phase, seen from outside by ptrace. */
#ifndef FIRSTTOUCH_OBSERVE_H
#define FIRSTTOUCH_OBSERVE_H

#include <sys/types.h>

#include "request.h"

/* Forgets the trial before. */
void observe_begin(void);

/* Takes note of a stop reported by waitpid and lets the process run on. */
void observe_stop(pid_t pid, int status);

/* Appends ,"calls":[[[{"name","count","bytes"}...] a phase] a step] or ,"callsUnavailable":"reason" to the line. */
void observe_emit(const struct request *request);

#endif
