/** K07: what five runs at one size can say. */

import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatRatio } from '../../model/units.ts';
import { signInterval } from '../../statistics/index.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { programRuns } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/five-runs';
const alpha = 0.05;
/** Fewer points bend to any law. */
const fewestSizes = 3;

export const k07: Claim = {
  id: 'K07',
  title: 'five runs at one size support a law',
  statement:
    'Five runs by hand at one size allow to say how malloc and mmap compare, and how that changes with size.',
  source: ['the post, its results and conclusions'],
  prediction:
    'From such runs follows a bounded 95 % interval of the ratio, and times at several sizes. An interval without an end, or a single size, ' +
    'refutes it.',
  mechanism:
    'If two halves are alike, all five runs fall on the same side in 2 of 32 cases: 6 %, so that five runs exclude nothing at 95 % whatever ' +
    'they read; six are the fewest. Scatter takes tens of runs, and a law about size takes sizes.',
  caveats: [
    'Methods that assume a normal distribution give an interval for five values; times of programs are not normal.',
  ],
  needs: [stage],
  decide(evidence) {
    const runs = programRuns(armOf(evidence, stage, 'by hand'));
    const timed = runs.filter(
      ({ mallocPrintedNs, mmapPrintedNs }) => mallocPrintedNs > 0 && mmapPrintedNs > 0,
    );
    requireEngaged(timed.length === runs.length && runs.length > 0, 'not every run printed its times');
    const logs = timed.map(({ mallocPrintedNs, mmapPrintedNs }) => Math.log(mallocPrintedNs / mmapPrintedNs));
    const interval = signInterval(logs, alpha);
    const sizes = [...new Set(timed.map(({ sizeBytes }) => sizeBytes))];
    const bounded = Number.isFinite(interval.low) && Number.isFinite(interval.high);
    const ratios = logs.map((log) => formatRatio(Math.exp(log))).join(', ');
    const sentence =
      `${timed.length} runs at ${sizes.map(formatBytes).join(', ')}: malloc/mmap ${ratios}; their 95 % interval is ` +
      `${bounded ? 'bounded' : 'unbounded'}, and ${sizes.length < fewestSizes ? 'no law about size can be drawn' : 'sizes differ'}`;
    return bounded && sizes.length >= fewestSizes ? supported(sentence) : refuted(sentence);
  },
};
