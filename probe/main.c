/*
 * firsttouch-probe: the only code that stands between two clock reads.
 *   --describe         what this probe can do on this machine, as one JSON object
 *   --trial REQUEST    run one trial in this process and print its results as one JSON line
 *   --serve            the supervisor: requests on stdin, results on stdout, a fresh process for each
 */
#include <stdio.h>
#include <string.h>

#include "describe.h"
#include "serve.h"
#include "trial.h"

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--describe") == 0) return describe();
    if (count == 2 && strcmp(arguments[1], "--serve") == 0) return serve();
    if (count == 3 && strcmp(arguments[1], "--trial") == 0) return run_trial(arguments[2]);
    fputs("usage: firsttouch-probe --describe | --serve | --trial REQUEST\n", stderr);
    return 2;
}
