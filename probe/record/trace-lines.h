/* JSON lines into the trace file: whole lines in large writes, numbers written by hand, nothing allocated. */
#ifndef FIRSTTOUCH_TRACE_LINES_H
#define FIRSTTOUCH_TRACE_LINES_H

#include <stddef.h>
#include <stdint.h>

/* No line is longer. A batch of faults needs at most 50 KB, a path at most 25 KB. */
#define LONGEST_LINE_BYTES (1 << 17)

/* Names the file, opened with O_APPEND, and touches the buffer, so that no page fault of ours delays the reading later. */
void lines_open(int fd);

/* Makes room for one line. What is put afterwards belongs to it, until line_end. */
void line_begin(void);
void line_end(void);

void put_text(const char *text);
void put_unsigned(uint64_t value);
void put_signed(int64_t value);

/* A JSON string, quoted and escaped. Bytes that are not ASCII pass as they are. */
void put_string(const char *text);

/* Writes what is held. */
void lines_flush(void);

/* The errno of the first write that failed; 0: none. What came after it is not in the file. */
int lines_error(void);

#endif
