/** B23: a page fault is mostly zeroing. */
import type { Claim } from '../../model/claim.ts';
import { formatPercent } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireFaultPerPage, requireHugePages } from '../fault-cost.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';

const stage = 'fault-costs/costs';

export const b23: Claim = {
  id: 'B23',
  title: 'page-fault time is mostly zeroing',
  statement: 'Most of the time of a first touch goes into clearing the page.',
  source: ['profiles with clear_page on top (Stack Overflow 39947921)', 'mallopt(3) on the cost of zeroing'],
  prediction:
    'A huge page is cleared as a base page is, and its one fault is shared by 512: what it takes for 4 KiB is about the price of ' +
    'clearing. If true, that is more than half of what a base page takes; below half refutes it.',
  mechanism:
    'Per 4 KiB page the exception, the search for the mapping, the page allocator, the cgroup’s charge and the reverse map take ' +
    'longer than writing 64 lines of zeros. A huge page pays all that once for 512 pages, and what is left is clearing: there the ' +
    'claim holds.',
  caveats: [
    'What a huge page takes for 4 KiB bounds clearing from above: a hundredth of a huge fault is still something else.',
    'The rounds of a process clear memory that the caches still hold; from memory clearing takes up to three times as long.',
    'Old profiles show clear_page on top because the cache misses of new memory are counted there.',
  ],
  needs: [stage],
  decide(evidence) {
    const [base, huge] = [armOf(evidence, stage, 'write'), armOf(evidence, stage, 'huge')];
    requireFaultPerPage(base, 'touch');
    requireHugePages(huge);
    const share = timeRatio(evidence, stage, ['huge', 'write'], 'touch', { fastest: true });
    const sentence = `clearing takes at most ${inWords(share)} of the first touch of base pages`;
    const side = sideOf(share, 0.5);
    if (side === 'neither') return unresolved(sentence);
    if (side === 'above') return supported(sentence);
    const pagesPerFault = base.faults('touch') / huge.faults('touch');
    const rest = 1 / (share.low * pagesPerFault);
    return refuted(
      sentence,
      rest < 0.25
        ? `memory comes in huge pages: a whole base fault is ${formatPercent(rest)} of a huge one, the rest is clearing`
        : undefined,
    );
  },
};
