/** B33: with huge pages, one byte written after a fork copies 2 MiB. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'fork/bill';

export const b33: Claim = {
  id: 'B33',
  title: 'after a fork, one byte written copies a huge page',
  statement: 'After a fork, one byte written into a transparent huge page copies the whole page.',
  source: ['guides to Redis and huge pages', 'Linux 3917c80280c9 (5.8)'],
  until: { kernel: '5.8' },
  prediction:
    'With a byte written into each huge page while the child lives, the memory of both processes together grows by a ' +
    'huge page a write. Growth by a base page a write refutes it.',
  mechanism:
    'Until Linux 5.8 the fault copied the huge page. Since then it takes the huge mapping of the writer apart into 4 KiB ' +
    'mappings and copies the one page that was written; the child keeps the huge page.',
  caveats: [
    'The price is another one: the writer has lost its huge mappings (B35).',
    'Writes that are spread out copy little; a writer that touches every page copies all of it, as without huge pages.',
    'hugetlb pages are still copied whole.',
  ],
  needs: [stage],
  decide(evidence) {
    const huge = armOf(evidence, stage, 'huge-sparse');
    const base = armOf(evidence, stage, 'sparse');
    const stores = huge.fact('stores');
    const whole = huge.fact('pages') * huge.fact('pageBytes');
    requireEngaged(
      huge.least('hugeBeforeBytes') === whole && base.most('hugeBeforeBytes') === 0,
      `${formatBytes(huge.least('hugeBeforeBytes'))} of ${formatBytes(whole)} were huge pages`,
    );
    const growth = huge.median('memoryAfterBytes') - huge.median('memoryBeforeBytes');
    const growthOfBase = base.median('memoryAfterBytes') - base.median('memoryBeforeBytes');
    const sentence =
      `${formatNumber(stores, 'byte')} written, one to a huge page, copied ${formatBytes(growth)}; ` +
      `without huge pages ${formatBytes(growthOfBase)}`;
    if (growth >= whole / 2) return supported(sentence);
    return growth <= whole / 16 ? refuted(sentence) : undecided(sentence);
  },
};
