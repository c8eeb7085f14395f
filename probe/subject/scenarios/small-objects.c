/* Takes, writes and gives back small objects one after another, by malloc or by a mapping each. */
#include <stdlib.h>
#include <sys/mman.h>

#include "../malloc-route.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "malloc", "malloc, mmap"},
    {"sizeBytes", "4096", "bytes of an object"},
    {"objects", "500", "how many, one after another"},
    {NULL, NULL, NULL},
};

static void by_malloc(size_t size, int64_t objects) {
    for (int64_t i = 0; i < objects; i++) {
        volatile unsigned char *object = malloc(size);
        if (!object) failed("malloc");
        object[0] = 1;
        free((void *)(uintptr_t)object);
    }
}

static void by_mmap(size_t size, int64_t objects) {
    for (int64_t i = 0; i < objects; i++) {
        volatile unsigned char *object = map_anonymous(size);
        object[0] = 1;
        munmap((void *)(uintptr_t)object, size);
    }
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    const int64_t objects = amount("objects");
    void (*one_by_one)(size_t, int64_t) = is("way", "mmap") ? by_mmap : by_malloc;
    say_whose_malloc();
    one_by_one(size, 2);
    begin("objects");
    one_by_one(size, objects);
    end();
    fact("objects", objects);
    fact("sizeBytes", (int64_t)size);
}

const struct scenario scenario_small_objects = {
    "small-objects", "takes and gives back small objects one after another, by malloc or by mmap", parameters, run};
