/* The descriptors that a recorder is started with, beside the command's own three. */
#ifndef FIRSTTOUCH_CHANNELS_H
#define FIRSTTOUCH_CHANNELS_H

#define TRACE_FILE 3 /* opened with O_APPEND */
#define CONTROL 4    /* a socket: lines in JSON out; in: `go`, `end`; a hang-up ends everything */
#define RELAY 5      /* a socket for what strace writes; only with a wrapper */

#endif
