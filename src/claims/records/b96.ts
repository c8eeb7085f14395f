/** B96: a resizable ArrayBuffer costs its maxByteLength. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/reserve';

export const b96: Claim = {
  id: 'B96',
  title: 'a resizable ArrayBuffer takes maxByteLength of memory',
  statement: 'A resizable ArrayBuffer makes maxByteLength bytes of memory resident when it is made.',
  source: ['intuition'],
  since: { node: '20' },
  prediction:
    'The resident size grows by maxByteLength. If the address space alone grows by it, and the resident size by what is ' +
    'written after resizing, it is refuted.',
  mechanism:
    'V8 reserves the whole range with mmap and PROT_NONE, so that the buffer never moves, and opens pages for access when it ' +
    'is resized. A reservation costs address space and one VMA; RAM is taken page by page when it is written.',
  caveats: [
    'A limit on the address space (RLIMIT_AS) counts reservations in full.',
    'Shrinking closes the pages at the end.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'array-buffer');
    const most = arm.fact('mostBytes');
    const reserved = arm.median('reserveAddressSpaceGrowthBytes');
    requireEngaged(
      reserved > 0.9 * most,
      `the address space grew by ${formatBytes(reserved)} for a maxByteLength of ${formatBytes(most)}`,
    );
    const sentence =
      `with a maxByteLength of ${formatBytes(most)} the address space grew by ${formatBytes(reserved)}, the resident size by ` +
      `${formatBytes(arm.median('reserveRssGrowthBytes'))}; resized to ${formatBytes(arm.fact('grownBytes'))}, by ` +
      `${formatBytes(arm.median('growRssGrowthBytes'))}, and written, by ${formatBytes(arm.median('fillRssGrowthBytes'))}`;
    if (arm.most('reserveRssGrowthBytes') < 0.05 * most) return refuted(sentence);
    if (arm.least('reserveRssGrowthBytes') > 0.9 * most) return supported(sentence);
    return undecided(sentence);
  },
};
