/* Advices by name. */
#include "file-advice.h"

#include <string.h>
#include <sys/mman.h>

#include "readings.h"

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22 /* Linux 5.14 */
#endif

static const struct file_advice advices[] = {
    {"normal", NULL, 0, 0},
    {"sequential", "madvise(MADV_SEQUENTIAL)", MADV_SEQUENTIAL, 0},
    {"random", "madvise(MADV_RANDOM)", MADV_RANDOM, 0},
    {"willneed", "madvise(MADV_WILLNEED)", MADV_WILLNEED, 0},
    {"populate-read", "madvise(MADV_POPULATE_READ)", MADV_POPULATE_READ, 0},
    {"map-populate", NULL, 0, MAP_POPULATE},
    {"locked", NULL, 0, MAP_LOCKED},
};

const struct file_advice *find_advice(const char *name) {
    for (unsigned i = 0; i < sizeof advices / sizeof *advices; i++)
        if (strcmp(advices[i].name, name) == 0) return &advices[i];
    refused("no such advice", name);
}
