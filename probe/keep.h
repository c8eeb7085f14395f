/* Changes settings outside the process and puts them back, however the one who asked for it ends. */
#ifndef FIRSTTOUCH_KEEP_H
#define FIRSTTOUCH_KEEP_H

/*
 * Reads lines from stdin, and answers each with one on stdout: "ok VALUE" or "failed WHAT: WHY".
 *   write PATH VALUE   keeps what the file says, then writes the value; answers what it said
 *   cgroup BYTES       makes a memory cgroup with that limit below this process's; answers its folder
 * When stdin ends, everything is put back, last first; what could not be is said on stderr, and the exit code is 1.
 */
int keep(void);

#endif
