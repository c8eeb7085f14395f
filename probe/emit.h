/* Writing JSON lines into one static buffer, and out with one write. No stdio, no allocation. */
#ifndef FIRSTTOUCH_EMIT_H
#define FIRSTTOUCH_EMIT_H

#include <stddef.h>
#include <stdint.h>

/* The longest line: the readings of every round of a process that arms share. */
#define EMIT_BYTES (1 << 21)

/* Appends as printf does; text that does not fit is cut and remembered, and flush then reports failure. */
void emit(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Appends a JSON string, quoted and escaped; NULL becomes null. Bytes that are not ASCII pass as they are. */
void emit_string(const char *text);

/* Appends a JSON string of exactly `length` bytes; whatever is not printable ASCII becomes '?'. */
void emit_printable(const char *text, size_t length);

/* Touches as much of the buffer as a timed trial's line needs, and no more: every page taken here is missing there. */
void emit_prepare(void);

/* Writes everything to the descriptor and empties the buffer; 0, or -1 where the reader has gone or text was cut. */
int emit_flush(int fd);

#endif
