/** B68: changing the middle of a mapping splits it. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'limits/splits';
const changes = ['mprotect', 'dontfork', 'random'];
const names: Readonly<Record<string, string>> = {
  mprotect: 'mprotect',
  dontfork: 'MADV_DONTFORK',
  random: 'MADV_RANDOM',
};

export const b68: Claim = {
  id: 'B68',
  title: 'changing part of a mapping splits it',
  statement:
    'mprotect, or madvise with an advice that the kernel remembers, on the middle of a mapping makes three mappings of it, and one again ' +
    'when the change is taken back.',
  source: ['Linux documentation: sysctl/vm, max_map_count', 'mprotect(2)', 'madvise(2)'],
  prediction:
    'Two mappings more after each change, and none more after it is taken back. Any other count refutes it.',
  mechanism:
    'Rights and remembered advice are flags of the mapping as a whole. A part that differs needs a mapping of its own, and leaves one ' +
    'on either side. When flags are equal again, the kernel joins the neighbours. Advice that acts at once, such as ' +
    'MADV_DONTNEED, changes no flag.',
  caveats: [
    'Pieces that were written apart may stay apart: their anonymous pages belong to different records (anon_vma).',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = changes.map((name) => ({ name, arm: armOf(evidence, stage, name) }));
    const idle = armOf(evidence, stage, 'dontneed');
    requireEngaged(
      arms.every(({ arm }) => arm.fact('mappings') > 0) &&
        idle.fact('mappingsChanged') === idle.fact('mappings'),
      'the mappings were not counted, or change by themselves',
    );
    const counts = arms.map(({ name, arm }) => {
      const [before, changed, back] = [
        arm.fact('mappings'),
        arm.fact('mappingsChanged'),
        arm.fact('mappingsChangedBack'),
      ];
      return {
        words: `${names[name]} ${before} to ${changed} and ${back}`,
        more: changed - before,
        left: back - before,
      };
    });
    return decideBy(
      counts.every(({ more, left }) => more === 2 && left === 0),
      `mappings before, changed and changed back: ${counts.map(({ words }) => words).join(', ')}`,
    );
  },
};
