/** B24: populating is cheaper than touching. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireFaultPerPage } from '../fault-cost.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/costs';
const ways = ['map-populate', 'madvise-populate'];

export const b24: Claim = {
  id: 'B24',
  title: 'populating is cheaper than touching',
  statement:
    'Having memory populated (MAP_POPULATE, MADV_POPULATE_WRITE) and then writing it takes less time than writing it and taking the faults.',
  source: ['madvise(2)', 'Linux commit 4ca9b3859dac', 'comparisons of faulting and prefetching'],
  since: { kernel: '5.14' },
  prediction:
    'If true, mapping, populating and writing one byte a page take less time than mapping and writing alone, both ways: the ' +
    'whole interval lies below 1. One above 1 refutes it.',
  mechanism:
    'Populating goes through the pages in one system call: the exceptions are spared, the allocation and zeroing of each page are ' +
    'not. The kernel still counts a minor fault a page, so that fault counts do not show what was spared.',
  caveats: [
    'Pages that would never have been touched are paid for as well.',
    'With huge pages there is little to spare: one exception for 2 MiB.',
    'How much is spared depends on what an exception costs: more in a virtual machine.',
  ],
  needs: [stage],
  decide(evidence) {
    requireFaultPerPage(armOf(evidence, stage, 'write'), 'touch');
    for (const way of ways) {
      const arm = armOf(evidence, stage, way);
      const [faults, pages] = [arm.faults('touch'), arm.fact('touchedPages')];
      requireEngaged(faults <= 0.01 * pages, `${arm.place}: the touch still took ${faults} faults`);
    }
    const ratios = ways.map((way) => timeRatio(evidence, stage, [way, 'write'], 'ready', { fastest: true }));
    const parts = ratios.map((ratio, i) => `${ways[i]} and writing take ${inWords(ratio)}`);
    const sentence = `${parts.join(', ')} of the time of touching`;
    const sides = ratios.map((ratio) => sideOf(ratio, 1));
    if (sides.includes('above')) return refuted(sentence);
    return sides.includes('neither') ? unresolved(sentence) : supported(sentence);
  },
};
