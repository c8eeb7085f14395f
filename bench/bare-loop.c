/* The work of mmap-private with write-page, written by hand: what the probe's first touch is held against. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_RAW, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int main(int count, char **arguments) {
    size_t size = count > 1 ? strtoull(arguments[1], NULL, 10) : 0;
    volatile unsigned char *address =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) return 1;
    uint64_t started = now_ns();
    for (size_t offset = 0; offset < size; offset += 4096) address[offset] = 1;
    uint64_t ended = now_ns();
    printf("%llu\n", (unsigned long long)(ended - started));
    return 0;
}
