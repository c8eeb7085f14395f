/* Page faults, gathered into `faults` records of the trace: columns of up to 512. */
#ifndef FIRSTTOUCH_FAULT_BATCH_H
#define FIRSTTOUCH_FAULT_BATCH_H

#include <stdint.h>

struct fault {
    uint64_t at_ns; /* since the launch */
    uint64_t address, pointer;
    uint32_t pid, tid;
    int major;
};

void batch_add(const struct fault *fault);

/* Writes what is held as one line, so that whatever is written next stands behind it. */
void batch_flush(void);

#endif
