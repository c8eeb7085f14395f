/**
 * Rule 12: a block that glibc's malloc mapped for itself alone. Its first two words are prev_size 0 and its own size with the bit
 * IS_MMAPPED. Source: glibc malloc/malloc.c, struct malloc_chunk.
 */
import { measuredValue } from '../../model/reading.ts';
import { formatBytes } from '../../model/units.ts';
import type { Facts } from '../facts.ts';
import { isPlainMemory, sizeOf } from '../vma.ts';
import type { Place, Rule, Verdict } from './rule.ts';

const isMmapped = 2;
const flagBits = 7;

/** M_MMAP_THRESHOLD at its start; malloc maps nothing smaller for itself. */
const leastChunkBytes = 128 * 1024;

function byWords(
  vma: Place['vma'],
  words: readonly [number, number],
  { pageSizeBytes }: Facts,
): Verdict | null {
  const [previous, sizeWord] = words;
  const sizeBytes = sizeWord - (sizeWord % (flagBits + 1));
  if (previous !== 0 || sizeWord % (flagBits + 1) !== isMmapped) return null;
  if (sizeBytes === 0 || sizeBytes % pageSizeBytes !== 0 || sizeBytes > sizeOf(vma)) return null;
  const rest = sizeOf(vma) - sizeBytes;
  return {
    class: 'malloc-chunk',
    label: 'malloc chunk',
    reason: `its first words are those of a block that malloc mapped, of ${formatBytes(sizeBytes)}`,
    ...(rest > 0
      ? {
          merged: [{ class: 'unknown' as const, start: vma.start + sizeBytes, end: vma.end }],
          notes: [
            `${formatBytes(rest)} follow in the same VMA: further mappings that the kernel merged with it`,
          ],
        }
      : {}),
  };
}

/** Without the words: where nothing else is known to make such mappings. */
function byElimination(vma: Place['vma'], { allocator, v8Path }: Facts): Verdict | null {
  if (allocator || v8Path || sizeOf(vma) < leastChunkBytes) return null;
  return {
    // Many programs map such memory themselves: the class stays open.
    class: 'unknown',
    label: 'anonymous, perhaps malloc',
    certainty: 'probable',
    reason: 'plain memory no smaller than what malloc maps for one block; its first words could not be read',
  };
}

export const mallocChunk: Rule = {
  number: 12,
  name: 'malloc chunk',
  judge: ({ vma }, facts) => {
    if (!facts.hasGlibc || !isPlainMemory(vma)) return null;
    const all = measuredValue(facts.image.firstWords);
    if (!all) return byElimination(vma, facts);
    const words = all.get(vma.start);
    return words ? byWords(vma, words, facts) : null;
  },
};
