/* Giving up the rights of root, for what an ordinary user may do. */
#ifndef FIRSTTOUCH_NOBODY_H
#define FIRSTTOUCH_NOBODY_H

/*
 * Becomes the user `nobody` for good where this process is root, and stays readable to itself in /proc; 0, or -1 with errno
 * (in a user namespace that does not know that user). Where it is not root: 0, and nothing is done.
 */
int become_nobody(void);

/* The number of that user. */
#define NOBODY 65534

#endif
