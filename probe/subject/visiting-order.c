/* A fixed linear congruential generator (Knuth's MMIX constants): repeatable, and no pattern that read-ahead would know. */
#include "visiting-order.h"

#include <stdlib.h>

#include "readings.h"

uint32_t *ascending(size_t count) {
    uint32_t *numbers = malloc(count * sizeof *numbers);
    if (!numbers) failed("malloc");
    for (size_t i = 0; i < count; i++) numbers[i] = (uint32_t)i;
    return numbers;
}

void shuffle(uint32_t *numbers, size_t count, size_t chosen) {
    uint64_t state = 88172645463325252u;
    for (size_t i = 0; i < chosen && i < count; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const size_t other = i + (size_t)(state >> 33) % (count - i);
        const uint32_t number = numbers[other];
        numbers[other] = numbers[i];
        numbers[i] = number;
    }
}
