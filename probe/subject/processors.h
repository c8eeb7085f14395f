/* On which processors the threads of this process run: a fresh process may have been bound to one of them. */
#ifndef FIRSTTOUCH_PROCESSORS_H
#define FIRSTTOUCH_PROCESSORS_H

/* Lets the calling thread, and those it starts from now on, run wherever they may; how many processors that is. Or failed(). */
int spread_over_processors(void);

/* Binds the calling thread to the n-th of those processors, counted from 0. Returns 0, or -1 with errno. */
int bind_to_processor(int nth);

#endif
