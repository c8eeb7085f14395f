/* The files of tracefs, which many machines have and do not mount. */
#ifndef FIRSTTOUCH_TRACEFS_H
#define FIRSTTOUCH_TRACEFS_H

#include <stddef.h>

/*
 * Reads a file by its path below tracefs, as read_file does. Where it is not mounted, and the right is there (CAP_SYS_ADMIN), it is
 * mounted for a child alone. ENOENT: it is not mounted and could not be.
 */
long read_tracefs(const char *file, char *buffer, size_t capacity);

#endif
