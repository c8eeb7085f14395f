/** B08: reading a calloc buffer costs no memory. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const contents = 'untouched-memory/contents';
const reading = 'untouched-memory/reading';
/** How much less time reading must take, where a block comes from cache rather than from memory. */
const cachedRatio = 0.8;

export const b08: Claim = {
  id: 'B08',
  title: 'a calloc buffer that is only read costs no memory',
  statement:
    'Reading a buffer from calloc that nobody wrote takes no memory, and is answered from the cache.',
  source: ['blog posts on calloc benchmarks', 'kernel documentation, Transparent Hugepage Support'],
  prediction:
    'Reading every page takes faults, but adds nothing to the resident size; all pages are one page frame; reading again ' +
    'takes less than 0.8 of the time of a written buffer. Memory that grows, or equal times, refute it.',
  mechanism:
    'A read fault in anonymous memory maps the one page of zeros that the kernel keeps for all, and it is not counted as ' +
    'resident. Every line of the buffer is a line of that one page, so it stays in the first-level cache however large the ' +
    'buffer is.',
  caveats: [
    'A benchmark that reads such a buffer measures the first-level cache, not memory.',
    'Each page still takes a fault at first, 8 bytes of page table, and another fault when it is written.',
  ],
  needs: [contents, reading],
  decide(evidence) {
    const read = armOf(evidence, contents, 'calloc-read');
    const written = armOf(evidence, reading, 'written');
    requireEngaged(read.least('touchFaults') > 0, 'reading took no fault: the pages were there');
    requireEngaged(
      written.least('residentBytes') >= written.fact('sizeBytes') / 2,
      'the buffer to compare with was not resident',
    );
    const pages = read.fact('pages');
    const frames = read.has('frames') ? read.most('frames') : undefined;
    const ratio = timeRatio(evidence, reading, ['untouched', 'written'], 'later read', { fastest: true });
    const seen =
      `reading ${formatCount(pages)} pages took ${formatCount(read.median('touchFaults'))} faults and ` +
      `${formatBytes(read.median('touchAnonymousBytes'))} of memory${frames === undefined ? '' : `, ${formatNumber(frames, 'page frame')}`}; ` +
      `reading again takes ${inWords(ratio)} of the time of a written buffer`;
    const grew = read.most('touchAnonymousBytes') > read.fact('sizeBytes') / 16;
    if (grew || (frames !== undefined && frames > pages / 2) || sideOf(ratio, cachedRatio) === 'above')
      return refuted(seen);
    return sideOf(ratio, cachedRatio) === 'below' ? supported(seen) : unresolved(seen);
  },
};
