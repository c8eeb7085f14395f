/* One trial request: parsed from one JSON line, by the supervisor and again by the trial itself. */
#ifndef FIRSTTOUCH_REQUEST_H
#define FIRSTTOUCH_REQUEST_H

#include "phase.h"
#include "program.h"
#include "together.h"

#define MAX_STEPS 16
#define MAX_ENVIRONMENT 32
#define MAX_REQUEST_BYTES 65536

struct request {
    long long id;
    struct step steps[MAX_STEPS];
    int step_count;
    const char *names[MAX_ENVIRONMENT], *values[MAX_ENVIRONMENT];
    int environment_count;
    int padding_bytes;   /* 0..4095: moves the stack by as much */
    int cpu;             /* -1: not pinned */
    int thp_disable;     /* prctl(PR_SET_THP_DISABLE) in the trial */
    int deadline_ms;     /* the trial is killed after that long */
    int witness;         /* untimed, under full observation */
    int perf;            /* perf_event_open counters around each phase */
    struct design design; /* how the steps share the process */
    struct program program; /* another executable in place of the steps */
    const char *preload; /* a library for LD_PRELOAD that must take malloc over, or NULL */
};

/*
 * Fills the request from the line, which is changed and must stay: strings point into it. Returns NULL, or what is wrong,
 * naming the member. An unknown member is wrong: a misspelt setting must not be measured as if it had been applied.
 */
const char *parse_request(char *line, struct request *request);

#endif
