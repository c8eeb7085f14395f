/* In which order numbered things (pages, blocks) are visited: the same in every process. */
#ifndef FIRSTTOUCH_VISITING_ORDER_H
#define FIRSTTOUCH_VISITING_ORDER_H

#include <stddef.h>
#include <stdint.h>

/* 0 to count - 1 in order, to be freed; failed() where there is no memory. */
uint32_t *ascending(size_t count);

/* Puts `chosen` of the `count` numbers to the front, distinct and at random. */
void shuffle(uint32_t *numbers, size_t count, size_t chosen);

#endif
