/*
 * Where malloc gets its memory, as a story to watch: cc -O0 -o malloc-story malloc-story.c && firsttouch trace -- ./malloc-story
 *
 * With glibc: 64 KiB comes from the break; 1 MiB is mapped, because it is above the threshold of 128 KiB; freeing it moves the
 * threshold up, so that the next 1 MiB comes from the break; 40 MiB is above the largest threshold there is (32 MiB on 64-bit
 * machines) and is mapped and unmapped every time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void take_and_free(size_t bytes, int times) {
    for (int i = 0; i < times; i++) {
        char *block = malloc(bytes);
        if (!block) {
            perror("malloc");
            exit(1);
        }
        memset(block, 1, bytes);
        /* What is written would otherwise be nobody's business, and the compiler may leave it out. */
        __asm__ volatile("" : : "r"(block) : "memory");
        free(block);
    }
}

int main(void) {
    take_and_free(64 << 10, 8);
    take_and_free(1 << 20, 8);
    take_and_free(40 << 20, 8);
    return 0;
}
