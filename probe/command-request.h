/* The second kind of request: run a command once. Parsed from one JSON line, by the supervisor alone. */
#ifndef FIRSTTOUCH_COMMAND_REQUEST_H
#define FIRSTTOUCH_COMMAND_REQUEST_H

#include "request.h"

#define MAX_WORDS 512

struct command_request {
    long long id;
    const char *words[MAX_WORDS + 1]; /* the command, ended in NULL */
    int word_count;
    const char *directory;            /* NULL: where the supervisor is */
    const char *input;                /* an absolute path; NULL: /dev/null */
    const char *output;               /* an absolute path, "inherit" or "pipe"; NULL: /dev/null */
    int inherit_environment;          /* the supervisor's own environment beneath the one of the request */
    const char *names[MAX_ENVIRONMENT], *values[MAX_ENVIRONMENT];
    int environment_count;
    int padding_bytes, cpu, deadline_ms, witness; /* as in a trial's request */
};

/* Whether the line asks for a command rather than a trial: it has a member "command". Leaves the line as it is. */
int is_command_request(const char *line);

/* Fills the request from the line, as parse_request does: NULL, or what is wrong. Strings point into the line. */
const char *parse_command_request(char *line, struct command_request *request);

#endif
