/* How a process ended, in the words of an answer. */
#ifndef FIRSTTOUCH_ENDING_H
#define FIRSTTOUCH_ENDING_H

/* Remembers how many the kernel has killed for lack of memory until now. */
void ending_prepare(void);

/* Appends {"how": ...} for a wait status; with `late` it was ended because deadline_ms had passed. */
void emit_ending(int status, int late, int deadline_ms);

/* Answers request `id` as refused, at once; -1 where nobody listens any more. */
int answer_refused(long long id, const char *why);

#endif
