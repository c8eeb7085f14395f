/** Blocks of malloc as the scenarios report them: cycles, thresholds and heaps, for the cases of claims. */
import type { ArmEvidence } from '../../src/model/claim.ts';
import { type Read, trials } from './constructed.ts';

export const KIB = 1024;
export const MIB = 1024 * KIB;

export type Route = 'mmap' | 'heap';

/** Three trials of cycles that went these ways; `more` adds to what each read or replaces it. */
export function cycles(sizeBytes: number, routes: readonly Route[], more: Read = {}): ArmEvidence {
  const chunkBytes = sizeBytes + 4096;
  const list = (mapped: number, other: number) => routes.map((route) => (route === 'mmap' ? mapped : other));
  return trials(3, {
    ...more,
    facts: { sizeBytes, pageBytes: 4096, glibcMalloc: 1, inThread: 0, ...more.facts },
    texts: { mallocFrom: 'libc.so.6' },
    lists: {
      mappedBytes: list(chunkBytes, 0),
      returnedBytes: list(chunkBytes, 0),
      inHeap: list(0, 1),
      offsetInPage: list(16, 640),
      touchFaults: list(sizeBytes / 4096 - 1, 0),
      keptBytes: list(0, 4096),
      ...more.lists,
    },
  });
}

export const always: readonly Route[] = ['mmap', 'mmap', 'mmap'];
export const never: readonly Route[] = ['heap', 'heap', 'heap'];
export const onceOnly: readonly Route[] = ['mmap', 'heap', 'heap'];

/** Three bisections that found that size. */
export function bisected(smallestMappedBytes: number, facts: Read['facts'] = {}): ArmEvidence {
  return trials(3, { facts: { glibcMalloc: 1, pageBytes: 4096, smallestMappedBytes, ...facts } });
}

/** A bisection after 1 MiB was freed, as glibc answers it. */
export const afterFree: NonNullable<Read['facts']> = {
  freedBytes: MIB,
  freedWasMmapped: 1,
  keptBytes: 2_104_720,
  trimmedBytes: 2_108_816,
};
