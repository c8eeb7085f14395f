/** A16: whose time varies more. */

import type { Claim, Evidence } from '../../model/claim.ts';
import { formatInterval } from '../../model/units.ts';
import { dispersionRatio, signIntervalRank } from '../../statistics/index.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'malloc-or-mmap/dispersion';
const alpha = 0.002;
/** The post's own figures are a factor of ten apart; half as much again happens to equal arms. */
const factor = 5;
/** Fewer compare times, not scatter (docs/decisions/0003). */
const fewestBlocks = 40;

function logTimes(evidence: Evidence, name: string): number[] {
  const arm = armOf(evidence, stage, name);
  requireEngaged(
    arm.least('residentBytes') > 0.95 * arm.fact('sizeBytes'),
    `${arm.place}: the buffer was not written`,
  );
  return arm.sums('fill', 'durationNs').map(Math.log);
}

export const a16: Claim = {
  id: 'A16',
  title: 'malloc’s time varies a lot, mmap’s hardly',
  statement:
    'The time of malloc and first touch varies at least five times as much as that of mmap and first touch.',
  source: ['the post, its conclusions'],
  prediction:
    'From block to block malloc’s time changes by more than five times as much as mmap’s. An interval of that ratio below 5 refutes it.',
  mechanism:
    'Both are one system call and the same faults. Variation belongs to the place in the order (the first to touch memory pays for what ' +
    'the host has to provide), to other load, and to the allocator of pages: to nothing that malloc does at this size.',
  caveats: [
    'To compare scatter takes many more blocks than to compare times, hence a buffer of 1 MiB: a first malloc maps it as it maps 100.',
  ],
  needs: [stage],
  decide(evidence) {
    const [malloc, mmap] = [logTimes(evidence, 'malloc'), logTimes(evidence, 'mmap')];
    // Ends the decision where the control arm says that the machine is not stable.
    timeRatio(evidence, stage, ['malloc', 'mmap'], 'fill');
    const n = Math.min(malloc.length, mmap.length);
    const { ratio, interval } = dispersionRatio(
      malloc.slice(0, n),
      mmap.slice(0, n),
      alpha,
      signIntervalRank,
    );
    const sentence = `changes of malloc’s time over those of mmap’s: ${formatInterval(ratio, interval.low, interval.high)}, ${n} blocks`;
    if (n < fewestBlocks)
      return unresolved(`${sentence}; ${fewestBlocks} are the fewest that compare scatter`);
    if (interval.low > factor) return supported(sentence);
    return interval.high < factor ? refuted(sentence) : unresolved(sentence);
  },
};
