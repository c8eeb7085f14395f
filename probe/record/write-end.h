/* The last record of a trace: how the command ended, and what the kernel counted. */
#ifndef FIRSTTOUCH_WRITE_END_H
#define FIRSTTOUCH_WRITE_END_H

#include <stdint.h>

#include "perf-events.h"

/* Before the command is launched. */
void usage_begin(void);

/* When all have ended. `status` is the command's wait status; `faults`: faults were asked for. */
void write_end(uint64_t at_ns, int status, const struct perf_events *events, int faults, int left_running);

/* `SIGTERM` and the like; of a real-time signal SIGRTMIN+n. */
const char *signal_name(int number);

#endif
