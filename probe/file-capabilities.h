/* Programs that the kernel would run with less than they have, because they are watched. */
#ifndef FIRSTTOUCH_FILE_CAPABILITIES_H
#define FIRSTTOUCH_FILE_CAPABILITIES_H

/* Whether the file has capabilities that ptrace, or perf events, would take from it or be taken off by; NULL: no file. */
int loses_capabilities(const char *program);

#endif
