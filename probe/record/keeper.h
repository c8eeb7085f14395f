/* The process above the recorder: whatever a recorder that was killed leaves behind falls to it, and it ends that. */
#ifndef FIRSTTOUCH_KEEPER_H
#define FIRSTTOUCH_KEEPER_H

/*
 * Divides this process in two. In the recorder it returns a descriptor that hangs up when the keeper dies, or -1 with errno;
 * in the keeper it does not return. signals_keep() must have been called.
 */
int keeper_start(void);

#endif
