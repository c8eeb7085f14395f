/** B82: whether large mappings are as random as small ones. */

import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { rangeBits } from '../../statistics/index.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { addressesOf } from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'address-layout/entropy';

export const b82: Claim = {
  id: 'B82',
  title: 'a large mapping is as random as a small one',
  statement: 'A mapping of 64 MiB has as many random bits as one of a page.',
  source: [
    'what hardening guides take for granted',
    'mm: align larger anonymous mappings on THP boundaries, Linux 6.7',
  ],
  since: { kernel: '6.7' },
  prediction: 'Both have the same number of bits by range. A bit or more less in the large one refutes it.',
  mechanism:
    'An anonymous mapping whose length is a multiple of a huge page is aligned to one, so that huge pages fit: 2 MiB alignment takes ' +
    'the nine bits below it. A page more in length, and nothing is aligned.',
  caveats: ['Linux 6.7 to 6.12 aligned whatever was 2 MiB or longer; file mappings have rules of their own.'],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'PIE');
    const small = rangeBits(addressesOf(arm, 'mmapAddresses'));
    requireEngaged(small.bits > 10, 'small mappings are hardly random themselves');
    const large = rangeBits(addressesOf(arm, 'largeAddresses'));
    const odd = rangeBits(addressesOf(arm, 'largeOddAddresses'));
    const count = formatCount(addressesOf(arm, 'mmapAddresses').length);
    const sentence =
      `${large.bits.toFixed(1)} bits in steps of ${formatBytes(large.step)} at 64 MiB, ${odd.bits.toFixed(1)} at a page more, ` +
      `${small.bits.toFixed(1)} at one page, in ${count} executions`;
    if (small.bits - large.bits >= 1) return refuted(sentence);
    return Math.abs(small.bits - large.bits) <= 0.3 ? supported(sentence) : unresolved(sentence);
  },
};
