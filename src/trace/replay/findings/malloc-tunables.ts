/** What to set so that glibc's malloc keeps memory, what that costs, and how many faults it would avoid. */
import { formatNumber } from '../../../model/units.ts';
import type { Circumstances } from '../watcher.ts';

function nextPowerOfTwo(value: number): number {
  return 2 ** Math.ceil(Math.log2(value + 1));
}

/**
 * Both tunables, for one alone does not do it: blocks of 40 MiB, freed and taken 100 times, took 1,024,179 faults untuned,
 * 1,020,912 with the mmap threshold alone and 10,324 with both (glibc 2.36).
 */
export function mallocTunables(blockBytes: number): string {
  const threshold = nextPowerOfTwo(blockBytes);
  return (
    `Try GLIBC_TUNABLES=glibc.malloc.mmap_threshold=${threshold}:glibc.malloc.trim_threshold=${2 * threshold}, or one buffer that is kept. ` +
    'The price: freed blocks stay resident, and a block in use above them keeps them so.'
  );
}

/** For memory trimmed from the top of the heap and taken again. */
export function trimTunables(swingBytes: number): string {
  const threshold = nextPowerOfTwo(Math.max(swingBytes, 2 ** 17));
  return (
    `Try GLIBC_TUNABLES=glibc.malloc.trim_threshold=${threshold} (mallopt M_TRIM_THRESHOLD), or glibc.malloc.top_pad (M_TOP_PAD) to grow in larger steps. ` +
    "The price: that much freed memory stays resident, and malloc's mmap threshold no longer adapts to the blocks that are freed."
  );
}

/** Faults that taking memory again cost: as recorded, or at most one for each page. */
export function avoidable(
  bytes: number,
  recorded: number,
  { faults, pageBytes }: Circumstances,
): { readonly count: number; readonly counted: boolean; readonly words: string } {
  if (faults) {
    return { count: recorded, counted: true, words: formatNumber(recorded, 'page fault') };
  }
  const most = Math.round(bytes / pageBytes);
  return { count: most, counted: false, words: `up to ${formatNumber(most, 'page fault')}` };
}
