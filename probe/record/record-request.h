/* What a recording is asked to observe: one JSON object. The command's words follow it as arguments of their own. */
#ifndef FIRSTTOUCH_RECORD_REQUEST_H
#define FIRSTTOUCH_RECORD_REQUEST_H

#include <stddef.h>

struct record_request {
    int faults;          /* each page fault */
    int calls;           /* the memory calls, from tracepoints */
    int mappings;        /* each VMA as it is made, and what becomes of processes */
    int wrapper;         /* the command is strace, which launches the one to be observed */
    const char *program; /* the file to be observed, where who asks has looked it up; or NULL */
    size_t buffer_bytes; /* of each CPU's ring; 0: the default */
};

/* Fills the request from the text, which is changed; NULL, or what is wrong. An unknown member is wrong. */
const char *parse_record_request(char *text, struct record_request *request);

#endif
