/** B07: calloc is faster than malloc and memset. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, isEquivalent, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const fresh = 'untouched-memory/zeroing-fresh';
const recycled = 'untouched-memory/zeroing-recycled';

export const b07: Claim = {
  id: 'B07',
  title: 'calloc is faster than malloc and memset',
  statement: 'calloc is faster than malloc and memset, because the kernel’s pages are zero already.',
  source: ['a well-known question on Stack Overflow about malloc with memset and calloc'],
  prediction:
    'calloc takes less time for fresh memory and for memory that was used before. No gain on used memory refutes it.',
  mechanism:
    'For a block that is a new mapping, calloc knows that the kernel cleared its pages and does nothing: the work is put ' +
    'off to the first touch, and never done for pages that nobody touches. Memory that was used before it must clear ' +
    'itself, byte by byte, as memset does.',
  caveats: [
    'On fresh memory most of the gain is work not done yet: where every byte is written afterwards, one pass over cached pages is saved.',
    'Compilers turn malloc and memset into calloc where they see both.',
  ],
  needs: [fresh, recycled],
  decide(evidence) {
    const used = [armOf(evidence, recycled, 'malloc'), armOf(evidence, recycled, 'calloc')];
    for (const arm of used)
      requireEngaged(
        arm.least('reusedRounds') >= arm.fact('rounds') - 1,
        'malloc did not give again what was freed before',
      );
    const first = timeRatio(evidence, fresh, ['calloc', 'malloc'], 'obtain');
    const again = timeRatio(evidence, recycled, ['calloc', 'malloc'], 'obtain', { fastest: true });
    const faults = ['calloc', 'malloc'].map((name) =>
      formatCount(armOf(evidence, fresh, name).faults('obtain')),
    );
    const seen =
      `calloc takes ${inWords(first)} of the time on fresh memory (${faults.join(' against ')} faults), and ${inWords(again)} ` +
      'on memory used before';
    const gains = sideOf(first, 0.9) === 'below';
    if (isEquivalent(again) || sideOf(again, 1) === 'above')
      return refuted(seen, gains ? 'the memory is fresh, as long as nobody writes it' : undefined);
    if (gains && sideOf(again, 0.95) === 'below') return supported(seen);
    return sideOf(first, 1) === 'above' ? refuted(seen) : unresolved(seen);
  },
};
