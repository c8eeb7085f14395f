/* The socket to whoever asked for the recording. */
#ifndef FIRSTTOUCH_CONTROL_H
#define FIRSTTOUCH_CONTROL_H

#include <stdint.h>
#include <sys/types.h>

#include "perf-events.h"

void say_ready(const struct perf_events *events);
void say_launched(pid_t pid, uint64_t realtime_us);
void say_ended(int status);

/* What was attempted, and the errno; always returns the exit status of a recorder that cannot. */
int say_failed(const char *attempt, int error);

enum word { WORD_NOTHING, WORD_GO, WORD_END, WORD_GONE };

/* The next line of the socket, or WORD_NOTHING where there is none yet; `wait`: until there is one. */
enum word hear(int wait);

#endif
