/* One command, run once: started, waited for, counted, and everything of it ended. */
#ifndef FIRSTTOUCH_COMMAND_H
#define FIRSTTOUCH_COMMAND_H

/* Where `"output":"inherit"` leads, when whoever started the supervisor opened them: stdout and stderr of the user. */
#define INHERITED_OUTPUT 3
#define INHERITED_ERRORS 4

/* Once, before any other descriptor is opened: keeps those two from the commands themselves. */
void command_prepare(void);

/* Runs the request in `line` (changed) and answers it; -1 where nobody listens any more. child_signals: a signalfd of SIGCHLD. */
int command_run(char *line, int child_signals);

#endif
