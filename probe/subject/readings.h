/*
 * What a scenario measures and sees, kept in memory touched beforehand and printed after the last clock read. Names are
 * literals: they must stay. Names end in their unit (rssBytes, durationNs); counts are plural (minorFaults).
 */
#ifndef FIRSTTOUCH_READINGS_H
#define FIRSTTOUCH_READINGS_H

#include <stdint.h>

struct usage;

/* Touches the memory that the readings go to: nothing of it may fault between two clock reads. */
void prepare_readings(void);

/* Times and counts what stands between the two calls: the sample of a phase. The same name again is one more sample. */
void begin(const char *phase);
void end(void);

/* A sample that was timed elsewhere (in a child, by another program), in nanoseconds; its counts are zero. */
void timed(const char *phase, int64_t duration_ns);

/* The same with what was counted meanwhile, there. */
void counted(const char *phase, int64_t duration_ns, const struct usage *counts);

/* One number, one text. The same name again replaces it. */
void fact(const char *name, int64_t value);
void fact_text(const char *name, const char *text);

/* What this machine does not tell, and why. */
void fact_missing(const char *name, const char *reason);

/* One more number of a list: the distances of many executions, the resident pages of a file. */
void append(const char *list, int64_t value);

/* Ends the process with what was read so far, because the call failed with errno. */
_Noreturn void failed(const char *call);

/* The same, because this machine cannot (a static text, or one that stays). */
_Noreturn void unavailable(const char *reason);

/* The same, because of a wrong request. */
_Noreturn void refused(const char *reason, const char *what);

/* Prints all readings as one line of JSON on stdout; 0, or 1 where that failed. */
int print_readings(void);

#endif
