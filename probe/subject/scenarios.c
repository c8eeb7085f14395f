/* The table of contents of scenarios/. */
#include "scenario.h"

extern const struct scenario scenario_address_layout;
extern const struct scenario scenario_after_fork;
extern const struct scenario scenario_allocation_cycles;
extern const struct scenario scenario_arenas;
extern const struct scenario scenario_beyond_end;
extern const struct scenario scenario_big_request;
extern const struct scenario scenario_buffers;
extern const struct scenario scenario_churn;
extern const struct scenario scenario_compile;
extern const struct scenario scenario_cross_thread_free;
extern const struct scenario scenario_demand_paging;
extern const struct scenario scenario_execute;
extern const struct scenario scenario_file_read;
extern const struct scenario scenario_fill_buffer;
extern const struct scenario scenario_first_touch;
extern const struct scenario scenario_folio_sizes;
extern const struct scenario scenario_fork_advice;
extern const struct scenario scenario_free_chunks;
extern const struct scenario scenario_grow_block;
extern const struct scenario scenario_hand_over;
extern const struct scenario scenario_heap_growth;
extern const struct scenario scenario_huge_pages;
extern const struct scenario scenario_idle_memory;
extern const struct scenario scenario_limited_memory;
extern const struct scenario scenario_locked_memory;
extern const struct scenario scenario_malloc_contents;
extern const struct scenario scenario_malloc_route;
extern const struct scenario scenario_malloc_threshold;
extern const struct scenario scenario_map_kinds;
extern const struct scenario scenario_mapped_file_coherence;
extern const struct scenario scenario_mapping_count;
extern const struct scenario scenario_mapping_features;
extern const struct scenario scenario_memory_calls;
extern const struct scenario scenario_null;
extern const struct scenario scenario_one_buffer;
extern const struct scenario scenario_others_cache;
extern const struct scenario scenario_parallel_work;
extern const struct scenario scenario_preloaded;
extern const struct scenario scenario_promotion;
extern const struct scenario scenario_random_access;
extern const struct scenario scenario_read_block;
extern const struct scenario scenario_receive_memory;
extern const struct scenario scenario_release;
extern const struct scenario scenario_resident_size;
extern const struct scenario scenario_resident_sum;
extern const struct scenario scenario_round_trip;
extern const struct scenario scenario_seals;
extern const struct scenario scenario_share;
extern const struct scenario scenario_small_objects;
extern const struct scenario scenario_split_mapping;
extern const struct scenario scenario_stack_growth;
extern const struct scenario scenario_start_child;
extern const struct scenario scenario_thp_alignment;
extern const struct scenario scenario_thp_policy;
extern const struct scenario scenario_thread_stacks;
extern const struct scenario scenario_tlb_shootdown;
extern const struct scenario scenario_touch_shared;
extern const struct scenario scenario_traced_calls;
extern const struct scenario scenario_two_buffers;
extern const struct scenario scenario_unlinked_file;
extern const struct scenario scenario_user_faults;
extern const struct scenario scenario_watch;
extern const struct scenario scenario_writeback_faults;
extern const struct scenario scenario_zeroed_block;
extern const struct scenario scenario_zeroed_memory;

const struct scenario *const scenarios[] = {
    &scenario_address_layout,
    &scenario_after_fork,
    &scenario_allocation_cycles,
    &scenario_arenas,
    &scenario_beyond_end,
    &scenario_big_request,
    &scenario_buffers,
    &scenario_churn,
    &scenario_compile,
    &scenario_cross_thread_free,
    &scenario_demand_paging,
    &scenario_execute,
    &scenario_file_read,
    &scenario_fill_buffer,
    &scenario_first_touch,
    &scenario_folio_sizes,
    &scenario_fork_advice,
    &scenario_free_chunks,
    &scenario_grow_block,
    &scenario_hand_over,
    &scenario_heap_growth,
    &scenario_huge_pages,
    &scenario_idle_memory,
    &scenario_limited_memory,
    &scenario_locked_memory,
    &scenario_malloc_contents,
    &scenario_malloc_route,
    &scenario_malloc_threshold,
    &scenario_map_kinds,
    &scenario_mapped_file_coherence,
    &scenario_mapping_count,
    &scenario_mapping_features,
    &scenario_memory_calls,
    &scenario_null,
    &scenario_one_buffer,
    &scenario_others_cache,
    &scenario_parallel_work,
    &scenario_preloaded,
    &scenario_promotion,
    &scenario_random_access,
    &scenario_read_block,
    &scenario_receive_memory,
    &scenario_release,
    &scenario_resident_size,
    &scenario_resident_sum,
    &scenario_round_trip,
    &scenario_seals,
    &scenario_share,
    &scenario_small_objects,
    &scenario_split_mapping,
    &scenario_stack_growth,
    &scenario_start_child,
    &scenario_thp_alignment,
    &scenario_thp_policy,
    &scenario_thread_stacks,
    &scenario_tlb_shootdown,
    &scenario_touch_shared,
    &scenario_traced_calls,
    &scenario_two_buffers,
    &scenario_unlinked_file,
    &scenario_user_faults,
    &scenario_watch,
    &scenario_writeback_faults,
    &scenario_zeroed_block,
    &scenario_zeroed_memory,
    NULL,
};
