/* A trial that is another executable: the program to run in place of the probe's own trial, and under which conditions. */
#ifndef FIRSTTOUCH_PROGRAM_H
#define FIRSTTOUCH_PROGRAM_H

#include "json.h"

#define MAX_PROGRAM_WORDS 128
#define LIMIT_UNSET -2
#define LIMIT_NONE -1

struct program {
    const char *words[MAX_PROGRAM_WORDS + 1]; /* the first is an absolute path; ended in NULL */
    int word_count;                           /* 0 where the trial is the probe's own */
    int fixed_addresses;                      /* ADDR_NO_RANDOMIZE */
    int legacy_layout;                        /* ADDR_COMPAT_LAYOUT */
    int unprivileged;                         /* as nobody, where the supervisor is root */
    long long stack_limit, address_space_limit, locked_limit; /* bytes, LIMIT_UNSET or LIMIT_NONE */
};

/* Fills the program from the object at that token; NULL, or what is wrong. Strings point into the request's line. */
const char *parse_program(const struct json_token *tokens, int object, struct program *program);

/* Between fork and exec: applies the conditions. NULL, or the call that failed, with errno. */
const char *apply_conditions(const struct program *program);

/* Executes the program. Returns only where that failed, with errno. */
void execute_program(const struct program *program, char *const *environment);

#endif
