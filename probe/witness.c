/* Memory readings of a witness trial, from /proc/self. */
#include "witness.h"

#include <string.h>

#include "maps.h"
#include "read-file.h"

static char text[16384];

static int64_t bytes_after(const char *key) {
    long long kib = number_after(text, key);
    return kib < 0 ? -1 : kib * 1024;
}

void read_memory(struct memory_reading *reading) {
    read_file("/proc/self/smaps_rollup", text, sizeof text);
    reading->rss_bytes = bytes_after("Rss:");
    reading->pss_bytes = bytes_after("Pss:");
    reading->anon_huge_bytes = bytes_after("AnonHugePages:");
    read_file("/proc/self/status", text, sizeof text);
    reading->peak_rss_bytes = bytes_after("VmHWM:");
}

struct placement {
    uint64_t address;
    const char *region;
};

static int note_placement(const struct map_line *line, void *context) {
    struct placement *placement = context;
    if (placement->address < line->start || placement->address >= line->end) return 1;
    placement->region = strcmp(line->path, "[heap]") == 0 ? "program break" : "mmap area";
    return 0;
}

void read_placement(uint64_t address, struct memory_reading *reading) {
    struct placement placement = {address, NULL};
    each_map(note_placement, &placement);
    reading->region = placement.region;
}
