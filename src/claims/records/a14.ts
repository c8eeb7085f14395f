/** A14: whether mmap's half is faster than malloc's. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'malloc-or-mmap/alone';
/** The least that the five runs of the post show: 55.5 to 45.3 ms. */
const leastRatio = 1.2;

export const a14: Claim = {
  id: 'A14',
  title: 'malloc and zeroing take 1.2 to 1.7 times as long as mmap',
  statement: 'To obtain and fill a large buffer takes at least 1.2 times as long with malloc as with mmap.',
  source: ['the post, its five printed runs'],
  prediction:
    'In fresh processes, in random order, by the fastest of three rounds and with the same byte, malloc takes 1.2 times as long or more. An ' +
    'interval below 1.2 refutes it.',
  mechanism:
    'For a buffer above its threshold malloc calls mmap itself, for a page more, and its first touch takes the same faults: the two halves ' +
    'are the same work. What the post saw is the price of being first: memory that a host has to provide, and frequencies that rise.',
  caveats: [
    'With huge pages the two may differ: malloc’s buffer is never aligned to them (see K10).',
    'Below the threshold malloc answers from its heap, and frees may raise the threshold (see B02).',
  ],
  needs: [stage],
  decide(evidence) {
    const [malloc, mmap] = [armOf(evidence, stage, 'malloc'), armOf(evidence, stage, 'mmap')];
    for (const arm of [malloc, mmap])
      requireEngaged(
        arm.least('residentBytes') > 0.95 * arm.fact('sizeBytes'),
        `${arm.place}: the buffer was not written`,
      );
    const ratio = timeRatio(evidence, stage, ['malloc', 'mmap'], 'fill', { fastest: true });
    const rounds = malloc.whole[0]?.readings.phases.fill?.length ?? 1;
    const faults = `${formatCount(Math.round(malloc.faults('fill') / rounds))} and ${formatCount(Math.round(mmap.faults('fill') / rounds))} faults`;
    const sentence = `malloc/mmap ${inWords(ratio)} in ${ratio.n} blocks; ${faults}`;
    const side = sideOf(ratio, leastRatio);
    if (side === 'above') return supported(sentence);
    return side === 'below' ? refuted(sentence) : unresolved(sentence);
  },
};
