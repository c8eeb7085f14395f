/* The zero reading of a scenario: an empty phase, and what the process is before it does anything. */
#include "../own.h"
#include "../scenario.h"

static void run(void) {
    begin("nothing");
    end();
    fact("rssBytes", status_bytes("VmRSS:"));
    fact("vmas", count_vmas());
}

const struct scenario scenario_null = {"null", "does nothing: what a phase and a fresh process cost by themselves", NULL, run};
