/* The command, made and held back until its events are open, then let go. */
#ifndef FIRSTTOUCH_START_COMMAND_H
#define FIRSTTOUCH_START_COMMAND_H

#include <sys/types.h>

/* Makes the process that will execute the words; its pid, or -1 with errno. Once. */
pid_t start_command(char **words);

/* Lets it execute them, and waits until it did; 0, or the errno of exec. */
int release_command(void);

#endif
