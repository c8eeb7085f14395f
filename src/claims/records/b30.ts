/** B30: huge pages cut faults and the time of the first touch. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireHugePages } from '../require-huge-pages.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';

const stage = 'huge-pages/first-touch';
const worthwhile = 1.5;

export const b30: Claim = {
  id: 'B30',
  title: 'huge pages cut faults 512 times, and first-touch time',
  statement: 'With huge pages, writing fresh memory takes one fault in each 2 MiB, and markedly less time.',
  source: ['kernel documentation, Transparent Hugepage Support'],
  prediction:
    'As many faults as huge pages, and small pages take at least 1.5 times as long. Other counts, or a smaller ratio, refute it.',
  mechanism:
    'A fault costs entering the kernel, finding the mapping, charging the memory and filling in the page table, beside clearing the ' +
    'page. A huge page pays all but the clearing once instead of 512 times, and clears in one run.',
  caveats: [
    'One fault then clears 2 MiB: total time falls while the longest single fault grows.',
    'Memory is written and given back beforehand. Where the host of a virtual machine has yet to provide it, the host’s faults outweigh all this, and huge pages can be the slower ones.',
    'Where free memory is fragmented, the kernel falls back to small pages, or first compacts memory within the fault.',
  ],
  needs: [stage],
  decide(evidence) {
    const small = armOf(evidence, stage, 'small pages');
    const huge = armOf(evidence, stage, 'huge pages');
    requireHugePages(small, huge);
    const faults = [small.faults('touch'), huge.faults('touch')] as const;
    const slots = huge.fact('sizeBytes') / evidence.machine.hugePageSizeBytes;
    const counts = `${formatCount(faults[0])} faults with small pages, ${formatCount(faults[1])} with huge ones`;
    if (faults[1] > 1.5 * slots) return refuted(`${counts}, for ${formatCount(slots)} huge pages`);
    const ratio = timeRatio(evidence, stage, ['small pages', 'huge pages'], 'touch');
    const sentence = `${counts}; small pages took ${inWords(ratio)} times as long`;
    const side = sideOf(ratio, worthwhile);
    if (side === 'neither') return unresolved(sentence);
    return side === 'above' ? supported(sentence) : refuted(sentence);
  },
};
