/* One trial: everything prepared, the steps run, the results printed. */
#ifndef FIRSTTOUCH_TRIAL_H
#define FIRSTTOUCH_TRIAL_H

/* Runs the request in `line` (changed) and prints one JSON line on stdout. Returns the exit status: 0, or 2 for a bad request. */
int run_trial(char *line);

/* Exit status of a trial whose request is wrong. */
#define EXIT_BAD_REQUEST 2

#endif
