/** K10: the program's two buffers are not the same object. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/same-advice';
const inWords = (arm: ArmReadings): string =>
  `${formatCount(arm.median('spannedPages'))} pages from byte ${formatCount(arm.median('pageOffsetBytes'))} of the first, ` +
  `${formatBytes(arm.median('hugeBytes'))} of it huge`;
const object = (arm: ArmReadings): string =>
  ['spannedPages', 'pageOffsetBytes', 'hugeBytes'].map((name) => arm.median(name)).join();

export const k10: Claim = {
  id: 'K10',
  title: 'malloc’s buffer and mmap’s are the same object',
  statement: 'For one size, the buffer of malloc and that of mmap are as many pages, aligned alike.',
  source: ['the post’s program'],
  prediction:
    'Both buffers span the same number of pages, begin at the same offset in a page, and, with huge pages, have as much in them. One ' +
    'difference refutes it.',
  mechanism:
    'malloc keeps a header before what it returns: it asks for a page more and returns an address 16 bytes into its mapping. The ' +
    'buffer then reaches into one page more than mmap’s, and the mapping’s length is no multiple of 2 MiB, so that recent ' +
    'kernels do not align it for huge pages. A comparison of the two compares these as well.',
  caveats: [
    'Without huge pages the difference is one page: small, and not what makes the program’s two times differ.',
    'posix_memalign with the page size makes the buffers alike.',
  ],
  needs: [stage],
  decide(evidence) {
    const [malloc, mmap] = [armOf(evidence, stage, 'malloc'), armOf(evidence, stage, 'mmap')];
    for (const arm of [malloc, mmap])
      requireEngaged(arm.faults('touch') > 0, `${arm.place} was written without a fault`);
    return decideBy(
      object(malloc) === object(mmap),
      `${formatBytes(mmap.fact('sizeBytes'))} by malloc: ${inWords(malloc)}; by mmap: ${inWords(mmap)}`,
    );
  },
};
