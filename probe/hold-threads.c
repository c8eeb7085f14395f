/* An array that grows; programs have few threads, and each is looked up at its stops only. */
#include "hold-threads.h"

#include <stdlib.h>

static struct {
    struct held_thread *list;
    int count, capacity;
} threads;

void threads_reset(pid_t pid) {
    threads.count = 0;
    threads_enter(pid);
}

struct held_thread *threads_find(pid_t tid) {
    for (int i = 0; i < threads.count; i++)
        if (threads.list[i].tid == tid) return &threads.list[i];
    return NULL;
}

struct held_thread *threads_enter(pid_t tid) {
    struct held_thread *known = threads_find(tid);
    if (known) return known;
    if (threads.count == threads.capacity) {
        int capacity = threads.capacity ? threads.capacity * 2 : 64;
        struct held_thread *more = realloc(threads.list, (size_t)capacity * sizeof *more);
        if (!more) return NULL;
        threads.list = more;
        threads.capacity = capacity;
    }
    threads.list[threads.count] = (struct held_thread){.tid = tid};
    return &threads.list[threads.count++];
}

void threads_remove(pid_t tid) {
    struct held_thread *gone = threads_find(tid);
    if (gone) *gone = threads.list[--threads.count];
}

int threads_count(void) {
    return threads.count;
}

struct held_thread *threads_at(int place) {
    return &threads.list[place];
}
