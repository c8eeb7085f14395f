/* Whose malloc this process calls: a preload that did not act must be seen. */
#ifndef FIRSTTOUCH_ALLOCATOR_IN_USE_H
#define FIRSTTOUCH_ALLOCATOR_IN_USE_H

/* Says as text "mallocFrom" the file name of the library that holds malloc; of this executable, where it is linked statically. */
void tell_allocator(void);

#endif
