/* Numbers that look random and are the same in every process that starts from the same seed: xorshift64 (Marsaglia 2003). */
#ifndef FIRSTTOUCH_DRAW_H
#define FIRSTTOUCH_DRAW_H

#include <stdint.h>

struct draws {
    uint64_t state; /* the seed; any number but 0 */
};

static inline uint64_t draw(struct draws *draws) {
    draws->state ^= draws->state << 13;
    draws->state ^= draws->state >> 7;
    draws->state ^= draws->state << 17;
    return draws->state;
}

/* A number from 0 to below the limit. */
static inline uint64_t draw_below(struct draws *draws, uint64_t limit) {
    return (draw(draws) >> 16) % limit;
}

/* A size between the two, small ones as likely as large ones at every scale. */
static inline uint64_t draw_size(struct draws *draws, uint64_t least, uint64_t most) {
    uint64_t scales = 1;
    while ((least << scales) < most) scales++;
    const uint64_t from = least << draw_below(draws, scales);
    const uint64_t size = from + draw_below(draws, from);
    return size < most ? size : most;
}

#endif
