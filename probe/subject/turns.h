/* Two processes that take turns: a number in memory that both map, and a futex to wait for it. */
#ifndef FIRSTTOUCH_TURNS_H
#define FIRSTTOUCH_TURNS_H

#include <stdint.h>

/* Says that turn `turn` has come, and wakes whoever waits for it. */
void give_turn(uint32_t *now, uint32_t turn);

/* Waits until that turn has come. 0, or -1 where it has not within ten seconds: the other is gone. */
int await_turn(uint32_t *now, uint32_t turn);

/* The same; a turn that does not come ends the scenario (in the parent). */
void expect_turn(uint32_t *now, uint32_t turn);

#endif
