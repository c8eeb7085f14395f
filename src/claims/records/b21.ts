/** B21: mmap for small objects is expensive. */
import type { Claim } from '../../model/claim.ts';
import { formatCount, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'threshold/small-objects';
/** What "far slower" means here. */
const farSlower = 10;

export const b21: Claim = {
  id: 'B21',
  title: 'a mapping for each small object is expensive',
  statement:
    'Taking and giving back a small object by mmap and munmap is at least ten times slower than by malloc and free.',
  source: ['mallopt(3)', 'comparisons of malloc and mmap'],
  prediction:
    'One mapping of a page, one byte written and unmapped takes more than ten times as long as malloc, the same byte and ' +
    'free. A whole interval below ten refutes it.',
  mechanism:
    'malloc answers from a list of the process, without a system call, with memory that is already there and in cache. A ' +
    'mapping costs two system calls, a fault, a page that must be cleared, and its way back; with several threads an ' +
    'interrupt to every other CPU that runs one.',
  caveats: [
    'It is the reason for the mmap threshold: the larger the block, the less these costs weigh against its pages.',
  ],
  needs: [stage],
  decide(evidence) {
    const mmap = armOf(evidence, stage, 'mmap');
    const malloc = armOf(evidence, stage, 'malloc');
    const objects = mmap.fact('objects');
    requireEngaged(
      mmap.faults('objects') >= 0.9 * objects,
      `${formatCount(objects)} mappings took ${formatCount(mmap.faults('objects'))} faults`,
    );
    const ratio = timeRatio(evidence, stage, ['mmap', 'malloc'], 'objects');
    const each = [mmap, malloc].map((arm) => formatDuration(arm.ns('objects') / objects));
    const seen =
      `an object by mmap takes ${inWords(ratio)} times as long as by malloc (${each.join(' against ')}), and ` +
      `${formatCount(mmap.faults('objects'))} faults against ${formatCount(malloc.faults('objects'))} for ${formatCount(objects)}`;
    const side = sideOf(ratio, farSlower);
    if (side === 'above') return supported(seen);
    return side === 'below' ? refuted(seen) : unresolved(seen);
  },
};
