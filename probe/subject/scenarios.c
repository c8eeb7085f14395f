/* The table of contents of scenarios/. */
#include "scenario.h"

extern const struct scenario scenario_allocation_cycles;
extern const struct scenario scenario_arenas;
extern const struct scenario scenario_buffers;
extern const struct scenario scenario_churn;
extern const struct scenario scenario_cross_thread_free;
extern const struct scenario scenario_free_chunks;
extern const struct scenario scenario_null;
extern const struct scenario scenario_preloaded;
extern const struct scenario scenario_release;
extern const struct scenario scenario_tlb_shootdown;
extern const struct scenario scenario_zeroed_memory;

const struct scenario *const scenarios[] = {
    &scenario_allocation_cycles,
    &scenario_arenas,
    &scenario_buffers,
    &scenario_churn,
    &scenario_cross_thread_free,
    &scenario_free_chunks,
    &scenario_null,
    &scenario_preloaded,
    &scenario_release,
    &scenario_tlb_shootdown,
    &scenario_zeroed_memory,
    NULL,
};
