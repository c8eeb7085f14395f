/* Instruction pointers and threads repeat: each batch names the distinct ones once and refers to them by index. */
#include "fault-batch.h"

#include <string.h>

#include "trace-lines.h"

#define BATCH 512
/* Twice as many places as entries, so that a search ends soon; a power of two. */
#define PLACES (2 * BATCH)

/* The distinct values of one column: `index[i]` is where the value of fault i stands in `values`. */
struct distinct {
    uint64_t values[BATCH];
    int count;
    uint16_t index[BATCH];
    uint16_t place[PLACES]; /* 1 + the index of a value; 0: empty */
};

static struct {
    int count, majors;
    uint64_t times[BATCH], addresses[BATCH];
    uint16_t major[BATCH];
    struct distinct pointers, threads;
} batch;

static uint16_t find(struct distinct *column, uint64_t value, int last) {
    if (last >= 0 && column->values[column->index[last]] == value) return column->index[last];
    unsigned at = (unsigned)((value * UINT64_C(0x9E3779B97F4A7C15)) >> 54) & (PLACES - 1);
    while (column->place[at]) {
        uint16_t index = (uint16_t)(column->place[at] - 1);
        if (column->values[index] == value) return index;
        at = (at + 1) & (PLACES - 1);
    }
    column->values[column->count] = value;
    column->place[at] = (uint16_t)(column->count + 1);
    return (uint16_t)column->count++;
}

static void put_deltas(const char *name, const uint64_t *values, uint64_t first) {
    put_text(name);
    put_unsigned(first);
    for (int i = 1; i < batch.count; i++) {
        put_text(",");
        put_signed((int64_t)(values[i] - values[i - 1]));
    }
}

static void put_indices(const char *name, const uint16_t *indices, int count) {
    put_text(name);
    for (int i = 0; i < count; i++) {
        if (i) put_text(",");
        put_unsigned(indices[i]);
    }
    put_text("]");
}

static void put_threads(void) {
    put_text("],\"threads\":[");
    for (int i = 0; i < batch.threads.count; i++) {
        put_text(i ? ",[" : "[");
        put_unsigned(batch.threads.values[i] >> 32);
        put_text(",");
        put_unsigned(batch.threads.values[i] & UINT32_MAX);
        put_text("]");
    }
    put_text("]");
}

void batch_flush(void) {
    if (!batch.count) return;
    line_begin();
    put_text("{\"kind\":\"faults\",\"atNs\":");
    put_unsigned(batch.times[0]);
    put_deltas(",\"times\":[", batch.times, 0);
    put_deltas("],\"addresses\":[", batch.addresses, batch.addresses[0]);
    put_text("],\"pointers\":[");
    for (int i = 0; i < batch.pointers.count; i++) {
        if (i) put_text(",");
        put_unsigned(batch.pointers.values[i]);
    }
    put_threads();
    if (batch.pointers.count > 1) put_indices(",\"pointer\":[", batch.pointers.index, batch.count);
    if (batch.threads.count > 1) put_indices(",\"thread\":[", batch.threads.index, batch.count);
    if (batch.majors) put_indices(",\"major\":[", batch.major, batch.majors);
    put_text("}");
    line_end();
    batch.count = batch.majors = batch.pointers.count = batch.threads.count = 0;
    memset(batch.pointers.place, 0, sizeof batch.pointers.place);
    memset(batch.threads.place, 0, sizeof batch.threads.place);
}

void batch_add(const struct fault *fault) {
    /* One that comes late begins a batch of its own: within one, time does not go back. */
    if (batch.count == BATCH || (batch.count && fault->at_ns < batch.times[batch.count - 1])) batch_flush();
    int at = batch.count;
    batch.pointers.index[at] = find(&batch.pointers, fault->pointer, at - 1);
    batch.threads.index[at] = find(&batch.threads, (uint64_t)fault->pid << 32 | fault->tid, at - 1);
    batch.times[at] = fault->at_ns;
    batch.addresses[at] = fault->address;
    if (fault->major) batch.major[batch.majors++] = (uint16_t)at;
    batch.count++;
}
