/** B34: huge pages make fork ten times slower. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'fork/start';

export const b34: Claim = {
  id: 'B34',
  title: 'huge pages make fork ten times slower',
  statement: 'Transparent huge pages make a fork ten times slower, or worse.',
  source: ['guides to Redis and huge pages'],
  prediction:
    'With the same bytes resident in huge pages, fork takes at least ten times as long to return. Anything clearly below ' +
    'that refutes it.',
  mechanism:
    'A fork copies the page tables of private memory. 2 MiB in base pages are 512 entries, and a count to raise for each ' +
    'page; in a huge page they are one. Less is copied, so that the fork itself is faster.',
  caveats: [
    'What is slow with huge pages is what follows a fork: splitting and copying as the parent writes (B33, B35).',
    'The warning dates from kernels before 5.8, where each write after the fork copied 2 MiB.',
  ],
  needs: [stage],
  decide(evidence) {
    const huge = armOf(evidence, stage, 'fork-huge');
    const base = armOf(evidence, stage, 'fork');
    const size = huge.fact('sizeBytes');
    requireEngaged(
      huge.median('hugeBytes') >= 0.9 * size && base.most('hugeBytes') === 0,
      `${formatBytes(huge.median('hugeBytes'))} of ${formatBytes(size)} were huge pages`,
    );
    const ratio = timeRatio(evidence, stage, ['fork-huge', 'fork'], 'start', { fastest: true });
    const sentence =
      `fork beside ${formatBytes(size)} took ${formatDuration(huge.ns('start') / huge.fact('starts'))} with huge pages, ` +
      `${formatDuration(base.ns('start') / base.fact('starts'))} without: ratio ${inWords(ratio)}`;
    const side = sideOf(ratio, 10);
    if (side === 'neither') return undecided(sentence);
    return side === 'above' ? supported(sentence) : refuted(sentence);
  },
};
