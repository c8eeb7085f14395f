/** A23: whether the architecture is what decides. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged, Undecided } from '../undecided.ts';

const stage = 'malloc-or-mmap/settings';

function faultsOf(evidence: Evidence, name: string): number {
  const arm = armOf(evidence, stage, name);
  return arm.faults('allocate') + arm.faults('touch');
}

export const a23: Claim = {
  id: 'A23',
  title: 'the conclusions hold for x86-64',
  statement:
    'How malloc and mmap compare is a property of x86-64: settings of one and the same machine do not change it.',
  source: ['the post, the scope of its conclusions'],
  prediction:
    'With base pages and with huge pages malloc’s half takes as many faults for each of mmap’s. If the ratio more than doubles from one ' +
    'setting to the other, something else than the architecture decides.',
  mechanism:
    'Faults are what the time consists of. Base pages make both halves equal; where huge pages are asked for, mmap’s aligned region takes one ' +
    'fault for 2 MiB throughout, malloc’s, which stands a few bytes off, keeps base pages at both ends. The C library, virtual machines ' +
    'and kernel versions (alignment since 6.7) move the figures in the same way.',
  caveats: [
    'One machine cannot speak for all of its architecture: this shows that its settings are enough to change the answer.',
  ],
  needs: [stage],
  decide(evidence) {
    if (evidence.machine.architecture !== 'x64')
      throw new Undecided('unavailable', `it is about x86-64, and this is ${evidence.machine.architecture}`);
    requireEngaged(
      armOf(evidence, stage, 'mmap, huge pages').least('hugeBytes') > 0,
      'no huge page was given where they were asked for',
    );
    const base = [faultsOf(evidence, 'malloc'), faultsOf(evidence, 'mmap')] as const;
    const huge = [faultsOf(evidence, 'malloc, huge pages'), faultsOf(evidence, 'mmap, huge pages')] as const;
    const ratios = [base, huge].map(([malloc, mmap]) => malloc / Math.max(1, mmap)) as [number, number];
    const musl = hasArm(evidence, stage, 'malloc of musl')
      ? `; the malloc of musl ${formatCount(faultsOf(evidence, 'malloc of musl'))}`
      : '';
    const sentence =
      `faults of malloc and mmap on this x86-64: ${base.map(formatCount).join(' and ')} with base pages (${ratios[0].toFixed(2)}), ` +
      `${huge.map(formatCount).join(' and ')} with huge pages (${ratios[1].toFixed(2)})${musl}`;
    return decideBy(Math.max(...ratios) / Math.min(...ratios) < 2, sentence);
  },
};
