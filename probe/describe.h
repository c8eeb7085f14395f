/* --describe: one JSON object on stdout. */
#ifndef FIRSTTOUCH_DESCRIBE_H
#define FIRSTTOUCH_DESCRIBE_H

/* Raised with every change of a request or a result that an older caller would misread. */
#define PROTOCOL_VERSION 1

/* Prints what this probe can do on this machine; the exit status. */
int describe(void);

#endif
