/* Reading a small file of /proc or /sys whole, without stdio (which would call malloc in the process under test). */
#ifndef FIRSTTOUCH_READ_FILE_H
#define FIRSTTOUCH_READ_FILE_H

#include <stddef.h>

/* Reads up to capacity - 1 bytes and ends them in 0; the number of bytes, or -1 with errno set (buffer then empty). */
long read_file(const char *path, char *buffer, size_t capacity);

/* The number after `key` at the start of a line ("VmHWM:" in "VmHWM:\t  1234 kB"), or -1 where there is none. */
long long number_after(const char *text, const char *key);

#endif
