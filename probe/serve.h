/* The supervisor: requests in on stdin, results out on stdout, one JSON line each. */
#ifndef FIRSTTOUCH_SERVE_H
#define FIRSTTOUCH_SERVE_H

/* Serves until stdin closes; the exit status. No trial outlives it. */
int serve(void);

#endif
