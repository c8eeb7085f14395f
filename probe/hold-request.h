/* What is asked of --hold: one JSON object; the command's words are arguments of their own, so that any byte passes. */
#ifndef FIRSTTOUCH_HOLD_REQUEST_H
#define FIRSTTOUCH_HOLD_REQUEST_H

enum hold_point { HOLD_AT_EXEC, HOLD_AT_MAIN, HOLD_AT_EXIT, HOLD_AT_TIME };

/* The stack limit of the request, where it is not a number of bytes. */
#define STACK_AS_IT_IS -1
#define STACK_UNLIMITED -2

struct hold_request {
    char **words; /* the command, ended in NULL */
    const char *program; /* the file that the first of them stands for, where who asks has looked it up; or NULL */
    enum hold_point at;
    int after_ms;          /* HOLD_AT_TIME: from the exec on */
    int single_step;       /* reach the entry point without a hardware breakpoint */
    int no_randomize;      /* ADDR_NO_RANDOMIZE */
    int legacy_layout;     /* ADDR_COMPAT_LAYOUT */
    long long stack_bytes; /* RLIMIT_STACK, soft, or one of the words above */
    int executions;        /* 0: hold one and wait for orders; else hold so many in turn, and tell of each */
};

/* Fills the request from the text, which is changed: NULL, or what is wrong. */
const char *parse_hold_request(char *text, char **words, struct hold_request *request);

#endif
