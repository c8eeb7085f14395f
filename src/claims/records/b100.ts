/** B100: what strace does to times. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/strace-times';
/** What is still called close to the real time. */
const bound = 1.5;

export const b100: Claim = {
  id: 'B100',
  title: 'times under strace are representative',
  statement: 'A program takes no more than half as long again under strace as it takes alone.',
  source: ['practice', 'strace(1), section BUGS: a traced process runs slowly'],
  prediction:
    'Bursts of system calls and bursts of page faults take at most 1.5 times as long. A ratio above that in either refutes it.',
  mechanism:
    'At each system call the kernel stops the program twice and wakes strace, which reads and prints: some microseconds for a call of a ' +
    'fraction of one. Page faults are no stops and cost what they always cost. So a trace stretches a program where it calls, not where it ' +
    'touches memory, and shares of time taken under strace are wrong.',
  caveats: ['`--seccomp-bpf` leaves calls that are not asked for alone; those that are cost the same.'],
  needs: [stage],
  decide(evidence) {
    const traced = armOf(evidence, stage, 'under strace');
    requireEngaged(traced.least('tracedLines') > 0, 'strace printed none of the calls');
    const arms = ['under strace', 'alone'] as const;
    const calls = timeRatio(evidence, stage, arms, 'calls', { fastest: true });
    const faults = timeRatio(evidence, stage, arms, 'faults', { fastest: true });
    const sentence = `under strace ${inWords(calls)} times as long for system calls, ${inWords(faults)} for page faults`;
    const sides = [sideOf(calls, bound), sideOf(faults, bound)];
    if (sides.includes('above'))
      return refuted(
        sentence,
        sides[1] === 'below' ? 'the work is page faults, not system calls' : undefined,
      );
    return sides.every((side) => side === 'below') ? supported(sentence) : unresolved(sentence);
  },
};
