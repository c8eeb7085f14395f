/** How the arms of a cell meet: in processes of their own, or sharing one. Named in every finding. */

/** The designs by name. */
export const designs = ['fresh', 'in-process', 'interleaved'] as const;
export type Design = (typeof designs)[number];

/**
 * `fresh`: a process for each trial; the truth for whatever depends on the state of a process. `in-process`: every arm once
 * in each round of one process, in random order, region by region; so many rounds, the burn-in included. `interleaved`: all
 * regions mapped in one process, and touched alternately, so many bytes at a time. A block of the last two is one process.
 */
export type CellDesign =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'in-process'; readonly rounds: number }
  | { readonly kind: 'interleaved'; readonly chunkBytes: number };

/** Rounds at the start of a shared process that no estimate uses: an allocator changes its ways in the first two calls. */
export const burnInRounds = 2;

/** Arms that one process takes, the control arm included. */
export const mostSharedArms = 16;

/** Rounds or chunks that one process keeps, over all its arms. */
export const mostSharedReadings = 16_384;

/** What of a process the arms share, for a sentence on why designs disagree. */
export const sharedState: Readonly<Record<Design, string>> = {
  fresh: 'nothing but the machine',
  'in-process': 'the process: its heap, its page tables and what the allocator has learnt',
  interleaved:
    "the process, and the moment: neighbouring chunks meet the same state of the kernel's free lists",
};
