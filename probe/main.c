/*
 * firsttouch-probe: the only code that stands between two clock reads.
 *   --describe         what this probe can do on this machine, as one JSON object
 *   --trial REQUEST    run one trial in this process and print its results as one JSON line
 *   --serve            the supervisor: requests on stdin, results on stdout, a fresh process for each
 *   --hold REQUEST WORD...  run a command and hold it at a point of its life (hold.c)
 *   --record REQUEST WORD...  launch a command and append what the kernel tells of it to a trace file (record/record.h)
 *   --keep             change settings outside the process, and put them back (keep.h)
 */
#include <stdio.h>
#include <string.h>

#include "describe.h"
#include "hold.h"
#include "keep.h"
#include "record/record.h"
#include "serve.h"
#include "trial.h"

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--describe") == 0) return describe();
    if (count == 2 && strcmp(arguments[1], "--serve") == 0) return serve();
    if (count == 2 && strcmp(arguments[1], "--keep") == 0) return keep();
    if (count == 3 && strcmp(arguments[1], "--trial") == 0) return run_trial(arguments[2]);
    if (count >= 4 && strcmp(arguments[1], "--hold") == 0) return run_hold(arguments[2], arguments + 3);
    if (count >= 4 && strcmp(arguments[1], "--record") == 0) return record(arguments[2], arguments + 3);
    fputs("usage: firsttouch-probe --describe | --serve | --keep | --trial REQUEST | --hold REQUEST WORD... | --record REQUEST WORD...\n",
          stderr);
    return 2;
}
