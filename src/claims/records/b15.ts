/** B15: another allocator makes programs faster. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatRatio } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { sideOf, type TimeRatio, timeRatio } from '../time-ratio.ts';
import { Undecided } from '../undecided.ts';

const workloads = [
  { stage: 'allocators/cycles', phase: 'later', words: 'large blocks' },
  { stage: 'allocators/large-cycles', phase: 'later', words: 'blocks of 40 MiB' },
  { stage: 'allocators/churn', phase: 'churn', words: 'small objects' },
  { stage: 'allocators/hand-over', phase: 'hand-over', words: 'freed by another thread' },
];
const allocators = ['jemalloc', 'mimalloc', 'tcmalloc'];
const margin = 1.1;

type Cell = { readonly name: string; readonly ratio: TimeRatio };

function cellsOf(evidence: Evidence): Cell[] {
  return workloads.flatMap(({ stage, phase, words }) => {
    const glibc = armOf(evidence, stage, 'glibc');
    requireMallocFrom('libc.so', [glibc]);
    const present = allocators.filter((name) => hasArm(evidence, stage, name));
    if (present.length === 0)
      throw new Undecided('unavailable', `${stage}: none of ${allocators.join(', ')} is installed`);
    return present.map((name) => {
      requireMallocFrom(`lib${name}`, [armOf(evidence, stage, name)]);
      return { name: `${name}, ${words}`, ratio: timeRatio(evidence, stage, [name, 'glibc'], phase) };
    });
  });
}

const listed = (cells: readonly Cell[]): string =>
  cells.map(({ name, ratio }) => `${name} ${formatRatio(ratio.median)}`).join('; ');

export const b15: Claim = {
  id: 'B15',
  title: 'a preloaded allocator makes programs faster',
  statement: 'Preloading jemalloc, mimalloc or tcmalloc makes a program faster.',
  source: ['read-me files of the allocators', 'issues of rails and mastodon'],
  prediction:
    'Every one of them takes less time than glibc in every workload. One that takes over 1.1 times as long in one of ' +
    'them refutes it.',
  mechanism:
    'Small objects come from caches of each thread everywhere; the others’ are cheaper than glibc’s by some tens of ' +
    'nanoseconds at most. For large blocks it is a matter of what is kept: an allocator that keeps a freed block saves all its ' +
    'page faults, one that gives it back takes them again. Each draws that line at another size, so that each wins and ' +
    'loses somewhere.',
  caveats: [
    'Times are of these workloads and versions: measure the program itself (firsttouch compare).',
    'The memory kept is the other side of it: see A11 and B16.',
  ],
  needs: workloads.map(({ stage }) => stage),
  decide(evidence) {
    const cells = cellsOf(evidence);
    const slower = cells.filter(({ ratio }) => sideOf(ratio, margin) === 'above');
    const faster = cells.filter(({ ratio }) => sideOf(ratio, 1) === 'below');
    const all = `of glibc’s time took ${listed(cells)}`;
    if (slower.length > 0) return refuted(all, faster.length > 0 ? listed(faster) : undefined);
    return faster.length === cells.length ? supported(all) : unresolved(all);
  },
};
