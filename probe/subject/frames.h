/* Which page frame stands behind each page of a process: /proc/PID/pagemap. */
#ifndef FIRSTTOUCH_FRAMES_H
#define FIRSTTOUCH_FRAMES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Why frames may not be compared here. */
extern const char *const frames_hidden;

/* One entry a page: 0 where the page is not mapped, 1 where it is and the kernel hides its frame, else the frame's number. */
typedef uint64_t frame;

/* The frames of a range of a process; NULL where the kernel does not say. To be freed. */
frame *read_frames(pid_t pid, const void *address, size_t length);

/* How many pages of the range are mapped. */
int64_t count_present(const frame *frames, size_t length);

/* How many pages of two ranges stand on the same frame; -1 where frames are hidden. */
int64_t count_same(const frame *a, const frame *b, size_t length);

#endif
