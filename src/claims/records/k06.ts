/** K06: what it costs to be the first. */

import type { Claim } from '../../model/claim.ts';
import { formatInterval } from '../../model/units.ts';
import { median, signInterval } from '../../statistics/index.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { sampleRatios } from '../sample-ratios.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'malloc-or-mmap/position';
const alpha = 0.002;
/** A bias that nobody would care about. */
const negligible = 1.01;

export const k06: Claim = {
  id: 'K06',
  title: 'running malloc first does not bias the comparison',
  statement: 'Of two equal halves in one process, the first takes as long as the second.',
  source: ['the post, its code: malloc always first, in the same process'],
  prediction:
    'Two equal buffers one after the other, each obtained, filled and released, take the same time within 1 %. A first one that resolvably ' +
    'takes longer refutes it: the same half would lose to itself.',
  mechanism:
    'The second buffer is given the pages that the first has just given back: they are in the caches of processor and kernel, and, in a virtual ' +
    'machine, the host has provided them. The first pays for all that. After a pause the host may have taken free memory back, and the first ' +
    'pays several times as much.',
  caveats: [
    'Large effects need cold memory: after boot, after seconds of idleness, at sizes that nothing has touched. Here nothing was cooled down.',
    'Every comparison of this laboratory changes places at random, in fresh processes, beside a copy of the reference.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'mmap twice');
    const pages = (arm.fact('pairs') * arm.fact('sizeBytes')) / arm.fact('pageBytes');
    // Huge pages may come unasked, of which one fault maps 512.
    requireEngaged(
      Math.min(arm.faults('first'), arm.faults('second')) >= pages / 512,
      'the buffers took no faults',
    );
    const logs = sampleRatios(arm, 'first', 'second');
    const interval = signInterval(logs, alpha);
    const [low, high] = [Math.exp(interval.low), Math.exp(interval.high)];
    const sentence = `first/second ${formatInterval(Math.exp(median(logs)), low, high)} in ${logs.length} pairs of equal mmaps`;
    if (low > negligible) return refuted(sentence);
    return high < negligible && low > 1 / negligible ? supported(sentence) : unresolved(sentence);
  },
};
