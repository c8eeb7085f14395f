/* How much memory a command really used: VmHWM of each of its processes as it ends, seen from outside by ptrace. */
#ifndef FIRSTTOUCH_PEAK_H
#define FIRSTTOUCH_PEAK_H

#include <sys/types.h>

/* Forgets the command before. */
void peak_begin(void);

/* Takes note of a stop reported by waitpid and lets the process run on. */
void peak_stop(pid_t pid, int status);

/* Appends ,"peak":{...} or ,"peakUnavailable":"reason"; trace_error is why PTRACE_TRACEME was refused, or 0. */
void peak_emit(int trace_error);

#endif
