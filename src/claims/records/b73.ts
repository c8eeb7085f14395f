/** B73: k threads touch memory k times as fast. */
import type { Claim } from '../../model/claim.ts';
import { formatRatio } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireScalingMachine, together } from '../scaling.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';

/** Of the ideal: four fifths of it is scaling, half of it is not. */
const good = 1.25;
const bad = 2;

export const b73: Claim = {
  id: 'B73',
  title: 'more threads touch memory that much faster',
  statement: 'Touching fresh memory by k threads is k times as fast as by one.',
  source: ['the practice of pre-touching heaps (DPDK, AlwaysPreTouch of the JVM)'],
  prediction:
    'If true, at least four threads touch their parts in less than 1.25 of the time in which one touches one part. More than 2 ' +
    'times, half of the promise, refutes it.',
  mechanism:
    'Every thread takes its pages from the same zone, charges the same cgroup and clears them through the same memory channels. ' +
    'The per-CPU lists of free pages carry small amounts only. Huge pages spare most of it, with one thread.',
  caveats: [
    'Two CPUs say little: the promise and half of it are one CPU apart.',
    'Memory of several NUMA nodes gains more, where each thread touches the memory of its own node.',
  ],
  needs: [together],
  decide(evidence) {
    const ratio = timeRatio(evidence, together, ['fault-threads', 'fault-alone'], 'work');
    const workers = armOf(evidence, together, 'fault-threads').fact('workers');
    const sentence =
      `${workers} threads touch memory ${formatRatio(workers / ratio.median)} times as fast as one: each part takes ` +
      `${inWords(ratio)} of its time alone`;
    requireScalingMachine(evidence, ['fault-threads', 'fault-alone'], sentence);
    if (sideOf(ratio, good) === 'below') return supported(sentence);
    return sideOf(ratio, bad) === 'above' ? refuted(sentence) : unresolved(sentence);
  },
};
