/** How many blocks of which design, as a sentence has it. */
import type { CellDesign } from '../model/design.ts';
import { burnInRounds } from '../model/design.ts';
import { formatBytes, formatNumber } from '../model/units.ts';

/** `31 blocks of fresh processes`, `20 processes of 32 rounds each`, `25 processes, chunks of 1 MiB in turn`. */
export function blocksInWords(n: number, design: CellDesign): string {
  switch (design.kind) {
    case 'fresh':
      return `${formatNumber(n, 'block')} of fresh processes`;
    case 'in-process':
      return `${formatNumber(n, 'process')} of ${design.rounds - burnInRounds} rounds each`;
    case 'interleaved':
      return `${formatNumber(n, 'process')}, chunks of ${formatBytes(design.chunkBytes)} in turn`;
  }
}
