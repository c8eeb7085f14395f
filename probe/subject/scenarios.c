/* The table of contents of scenarios/. */
#include "scenario.h"

extern const struct scenario scenario_null;
extern const struct scenario scenario_zeroed_memory;

const struct scenario *const scenarios[] = {
    &scenario_null,
    &scenario_zeroed_memory,
    NULL,
};
