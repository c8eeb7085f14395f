/**
 * Rule 8: a heap of one of glibc's further arenas: 64 MiB of addresses aligned to their own size, of which the start is readable
 * and writable and the rest kept for growth. Source: glibc malloc/arena.c, HEAP_MAX_SIZE.
 */
import { measuredValue } from '../../model/reading.ts';
import type { Facts } from '../facts.ts';
import { hasFlag, isAligned, isAnonymous, isForbidden, isPlainMemory, touches } from '../vma.ts';
import type { Place, Rule, Verdict } from './rule.ts';

const heapMaxBytes = 64 * 2 ** 20;

type Vma = Place['vma'];

function isStart(vma: Vma | undefined): vma is Vma {
  return vma !== undefined && isPlainMemory(vma) && isAligned(vma.start, heapMaxBytes);
}

/** The rest of a heap: forbidden up to the next boundary, or beyond it where another reservation follows. */
function isRemainder(vma: Vma | undefined, start: Vma): vma is Vma {
  if (!vma || !touches(start, vma) || !isForbidden(vma) || !isAnonymous(vma)) return false;
  return vma.end >= start.start + heapMaxBytes && vma.start < start.start + heapMaxBytes;
}

/** The first word of a heap is the address of its arena (struct _heap_info), which lies in this heap or in an earlier one. */
function pointsToArena(vma: Vma, { image }: Facts): boolean {
  const pointer = measuredValue(image.firstWords)?.get(vma.start)?.[0] ?? 0;
  const home = pointer - (pointer % heapMaxBytes);
  return pointer > home && pointer < home + 4096 && image.vmas.some(({ start }) => start === home);
}

function startVerdict(vma: Vma, facts: Facts): Verdict {
  const words = pointsToArena(vma, facts);
  const marks = `aligned to 64 MiB, and the rest up to the next 64 MiB is kept${hasFlag(vma, 'nr') ? ', flag nr' : ''}`;
  return {
    class: 'arena',
    label: 'glibc arena',
    certainty: words ? 'known' : 'probable',
    reason: words ? `${marks}; its first word points to an arena` : marks,
    group: `arena ${vma.start}`,
  };
}

function remainderVerdict(vma: Vma, start: Vma): Verdict {
  return {
    class: 'arena',
    part: 'remainder',
    label: 'rest of the arena',
    certainty: 'probable',
    reason: 'forbidden, behind the start of an arena, up to the next 64 MiB: where that arena grows',
    group: `arena ${start.start}`,
    ...(isAligned(vma.end, heapMaxBytes)
      ? {}
      : { notes: ['another reservation follows directly: the kernel made one VMA of the two'] }),
  };
}

export const arena: Rule = {
  number: 8,
  name: 'glibc arena',
  judge: ({ vma, before, after }, facts) => {
    if (!facts.hasGlibc) return null;
    if (isStart(vma)) {
      const full = vma.end - vma.start === heapMaxBytes && hasFlag(vma, 'nr');
      return full || isRemainder(after, vma) ? startVerdict(vma, facts) : null;
    }
    return isStart(before) && isRemainder(vma, before) ? remainderVerdict(vma, before) : null;
  },
};
