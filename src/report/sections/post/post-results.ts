/**
 * What the post printed. "mmap investigation part-1" (program of 10 November 2020), section Results: its program run five
 * times, 100 MB; each run times malloc and memset(0), then mmap and memset(1), in this order.
 */

/** "Malloc allocation and zeroing", seconds, in the order of the post. */
export const postMallocSeconds = [0.055975, 0.055472, 0.075666, 0.070488, 0.075289] as const;
/** "Mmaping and writing 1", seconds. */
export const postMmapSeconds = [0.04577, 0.045293, 0.044568, 0.044505, 0.045685] as const;

/** Of the five, and their coefficients of variation: the post gives none, and a report computes none. */
export const postMedianSeconds = { malloc: 0.070488, mmap: 0.045293 } as const;
export const postVariation = { malloc: 0.152, mmap: 0.0133 } as const;
