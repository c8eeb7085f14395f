/**
 * Rule 13: memory of another allocator that is loaded as a library, by the sizes and alignments that it asks for. Seen with jemalloc
 * 5.3, mimalloc 2.0 (segments of 32 MiB) and gperftools 2.10 (tcmalloc: the break first, then steps of 1 MiB).
 */
import type { AllocatorName } from '../facts.ts';
import { isAligned, isAnonymous, isForbidden, isPlainMemory, sizeOf, touches } from '../vma.ts';
import type { Place, Rule } from './rule.ts';

const mebibyte = 2 ** 20;

type Mark = { readonly text: string; readonly fits: (place: Place) => boolean };

function isSegment(vma: Place['vma'] | undefined): boolean {
  return vma !== undefined && isPlainMemory(vma) && isAligned(vma.start, 32 * mebibyte);
}

const marks: Record<AllocatorName, Mark> = {
  jemalloc: {
    text: 'begins and ends on multiples of 512 KiB',
    fits: ({ vma }) =>
      isPlainMemory(vma) && isAligned(vma.start, mebibyte / 2) && isAligned(vma.end, mebibyte / 2),
  },
  mimalloc: {
    text: 'a segment aligned to 32 MiB, or the rest of one that it keeps',
    fits: ({ vma, before }) =>
      isSegment(vma) || (isAnonymous(vma) && isForbidden(vma) && touches(before, vma) && isSegment(before)),
  },
  tcmalloc: {
    text: 'a multiple of 1 MiB in size',
    fits: ({ vma }) => isPlainMemory(vma) && isAligned(sizeOf(vma), mebibyte),
  },
};

export const allocatorRegion: Rule = {
  number: 13,
  name: 'allocator',
  judge: (place, { allocator }) => {
    if (!allocator || !marks[allocator.name].fits(place)) return null;
    const kept = isForbidden(place.vma);
    return {
      class: 'allocator',
      part: kept ? 'kept' : 'memory',
      label: allocator.name,
      certainty: 'probable',
      reason: `${allocator.path} is loaded; ${marks[allocator.name].text}`,
      group: `allocator ${allocator.name}`,
    };
  },
};
