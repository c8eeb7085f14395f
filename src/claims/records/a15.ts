/** A15: malloc's time shoots up with size. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatRatio } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/growth';
/** Half as much again as mmap: what could be called shooting up. */
const bound = 1.5;

export const a15: Claim = {
  id: 'A15',
  title: 'malloc’s time shoots up as the size grows',
  statement:
    'The time to get a buffer from malloc and fill it grows out of proportion with its size, and that of mmap does not.',
  source: ['the post, from runs of one size'],
  prediction:
    'If true, malloc and mmap are alike at the smallest size and malloc takes more than 1.5 times as long at the largest, 64 ' +
    'times that. An interval below 1.5 there refutes it.',
  mechanism:
    'Beyond its threshold malloc calls mmap, so both get the same fresh pages. The time is the number of faults times ' +
    'what one takes, zeroing included: proportional to size. What looks like shooting up is memory that the host of a ' +
    'virtual machine has to back first, reclaim near full memory, or a second NUMA node, and meets both alike.',
  caveats: [
    'Sizes up to 64 MiB by default; --size sets the largest. Near the machine’s memory both grow, by reclaim.',
    'Below the threshold malloc reuses memory that it kept, and can be much faster than mmap.',
  ],
  needs: [stage],
  decide(evidence) {
    const large = armOf(evidence, stage, 'malloc-large');
    const [faults, pages] = [large.faults('fill'), large.fact('pages')];
    const small = timeRatio(evidence, stage, ['malloc-small', 'mmap-small'], 'fill');
    const atLargest = timeRatio(evidence, stage, ['malloc-large', 'mmap-large'], 'fill');
    requireEngaged(faults > 0, `filling ${pages} pages took no fault`);
    const bytes = large.fact('filledBytes');
    const times = bytes / armOf(evidence, stage, 'malloc-small').fact('filledBytes');
    const growth = (way: string) =>
      formatRatio(timeRatio(evidence, stage, [`${way}-large`, `${way}-small`], 'fill').median);
    const sentence =
      `for ${times} times the size malloc takes ${growth('malloc')} times as long, mmap ${growth('mmap')}; at ` +
      `${formatBytes(bytes)} malloc takes ${inWords(atLargest)} of mmap’s time`;
    if (sideOf(atLargest, bound) === 'below') return refuted(sentence);
    const grew = sideOf(atLargest, bound) === 'above' && sideOf(small, bound) === 'below';
    return grew ? supported(sentence) : unresolved(sentence);
  },
};
