/* Compares files by device and inode: the loader may have reached the library through another name. */
#include "preload.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "maps.h"

struct search {
    struct stat wanted;
    int found;
};

static int compare(const struct map_line *line, void *context) {
    struct search *search = context;
    struct stat seen;
    if (line->inode != search->wanted.st_ino || line->path[0] != '/') return 1;
    if (stat(line->path, &seen) != 0 || seen.st_dev != search->wanted.st_dev) return 1;
    search->found = 1;
    return 0;
}

int check_preload(const char *library, struct preload_reading *reading) {
    struct search search = {.found = 0};
    *reading = (struct preload_reading){0, 0, NULL};
    if (stat(library, &search.wanted) != 0 || each_map(compare, &search) != 0) return -1;
    reading->mapped = search.found;
    Dl_info where;
    struct stat seen;
    void *(*entry)(size_t) = malloc;
    if (dladdr(*(void **)&entry, &where) && where.dli_fname) {
        reading->malloc_from = where.dli_fname;
        reading->resolves = stat(where.dli_fname, &seen) == 0 && seen.st_ino == search.wanted.st_ino &&
                            seen.st_dev == search.wanted.st_dev;
    }
    return 0;
}
