/* Any command, held at a point of its life so that others can read its memory; or many executions of it, each told of. */
#ifndef FIRSTTOUCH_HOLD_H
#define FIRSTTOUCH_HOLD_H

/* Runs the request for the command's words; the exit status. Nothing of the command outlives it. */
int run_hold(char *request, char **words);

#endif
