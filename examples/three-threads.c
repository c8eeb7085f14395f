/*
 * Three threads, each with a block from malloc: cc -pthread -o three-threads three-threads.c && firsttouch layout -- ./three-threads
 *
 * Shows the threads' stacks with their guards, and the arenas that glibc gives to threads: 64 MiB of addresses for each, of
 * which the block takes its part.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define THREADS 3

static pthread_barrier_t all_have_theirs;

static void *take_a_block(void *unused) {
    const size_t bytes = 64 << 10;
    char *block = malloc(bytes);
    if (block) memset(block, 1, bytes);
    pthread_barrier_wait(&all_have_theirs);
    pause(); /* until the process ends, so that the picture has them alive */
    free(block);
    return unused;
}

int main(void) {
    pthread_t threads[THREADS];
    pthread_barrier_init(&all_have_theirs, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++) {
        if (pthread_create(&threads[i], NULL, take_a_block, NULL) != 0) {
            perror("pthread_create");
            return 1;
        }
    }
    pthread_barrier_wait(&all_have_theirs);
    return 0;
}
