/** K08: what the printed time consists of. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatCount, formatDuration, formatPercent } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'malloc-or-mmap/ways';

function shareOf(arm: ArmReadings): number {
  return arm.ns('allocate') / (arm.ns('allocate') + arm.ns('touch'));
}

function halves(evidence: Evidence): ArmReadings[] {
  const arms = ['malloc, zeros', 'mmap, ones'].map((name) => armOf(evidence, stage, name));
  for (const arm of arms)
    requireEngaged(
      arm.least('residentBytes') > 0.95 * arm.fact('sizeBytes'),
      `${arm.place}: the buffer was not written`,
    );
  return arms;
}

export const k08: Claim = {
  id: 'K08',
  title: 'the printed time is the time of allocation',
  statement: 'Of the time that the program prints, more than half is spent in malloc or mmap.',
  source: ['the post, what it prints'],
  prediction:
    'Timed apart, the call takes longer than the first touch of its memory. If it takes less, the print is about the touch.',
  mechanism:
    'Both calls only reserve addresses, in microseconds. Pages come with the first write to each: a fault, a page that is cleared, an entry in ' +
    'the page table. Giving them back, a tenth of that, is not timed at all by the program.',
  caveats: ['With MAP_POPULATE the call does the work of the touch.'],
  needs: [stage],
  decide(evidence) {
    const arms = halves(evidence);
    const shares = arms.map(shareOf);
    const [malloc] = arms as [ArmReadings, ArmReadings];
    const sentence =
      `the calls are ${shares.map(formatPercent).join(' and ')} of it; malloc ${formatDuration(malloc.ns('allocate'))} with ` +
      `${formatCount(malloc.faults('allocate'))} faults, first touch ${formatDuration(malloc.ns('touch'))} with ` +
      `${formatCount(malloc.faults('touch'))}; not timed by it: the release, ${formatDuration(malloc.ns('release'))}`;
    if (shares.every((share) => share > 0.5)) return supported(sentence);
    return shares.every((share) => share < 0.5) ? refuted(sentence) : unresolved(sentence);
  },
};
