/** B35: what a fork costs with huge pages is the huge pages. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatNumber } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'fork/bill';

export const b35: Claim = {
  id: 'B35',
  title: 'writes after a fork lose the huge pages',
  statement:
    'While a forked child lives, one byte written into a huge page leaves the parent with 4 KiB mappings in its place.',
  source: ['Linux 3917c80280c9 (5.8)'],
  since: { kernel: '5.8' },
  prediction:
    'AnonHugePages falls by a huge page for each one written to. Huge pages that stay after the writes refute it.',
  mechanism:
    'A write to a huge page that another process maps, too, takes the mapping apart and copies one base page. The rest ' +
    'stays mapped in 4 KiB pieces: as many entries in the page tables and the TLB as if there had been no huge page. ' +
    'khugepaged may put it together again later, and MADV_COLLAPSE at once, by copying.',
  caveats: [
    'Once the child is gone the huge page is the parent’s alone: a write takes one fault and keeps it.',
    'How much slower later accesses are depends on how they use the TLB: random ones most.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'huge-sparse');
    const before = arm.fact('hugeBeforeBytes');
    const after = arm.most('hugeAfterBytes');
    const whole = arm.fact('pages') * arm.fact('pageBytes');
    requireEngaged(
      before === whole && before > 0,
      `${formatBytes(before)} of ${formatBytes(whole)} were huge pages`,
    );
    const sentence =
      `${formatBytes(before)} in huge pages became ${formatBytes(after)} by ` +
      `${formatNumber(arm.fact('stores'), 'one-byte write')} while the child lived`;
    const alone = 'huge-sparse-child-gone';
    const kept = hasArm(evidence, stage, alone)
      ? `; with the child gone ${formatBytes(armOf(evidence, stage, alone).median('hugeAfterBytes'))} stayed`
      : '';
    if (after === 0) return supported(sentence + kept);
    return after === before ? refuted(sentence + kept) : undecided(sentence + kept);
  },
};
