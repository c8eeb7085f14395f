/** B43: fork takes as long as the resident memory is large; vfork and posix_spawn do not. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'fork/start';

/** Resident sizes differ by a factor of 32: fork must at least triple, and what does not depend on them not even double. */
const growth = 3;
const constancy = 2;

export const b43: Claim = {
  id: 'B43',
  title: 'fork grows with resident memory, vfork does not',
  statement:
    'A fork takes longer the more private memory is resident; vfork and posix_spawn take as long as ever.',
  source: ['Redis, on the latency of fork', 'On-demand-fork (EuroSys 2021)', 'vfork(2)'],
  prediction:
    'From 1 MiB resident to 32 MiB the time until fork returns at least triples, and that of vfork and posix_spawn does not ' +
    'double. A fork that stays the same, or a vfork that doubles, refutes it.',
  mechanism:
    'fork copies one entry of the page tables for each resident private page and write-protects it. vfork and posix_spawn ' +
    'let the child borrow the memory of the parent, which stands still until the child executes a program or leaves: nothing ' +
    'is copied. Shared mappings are left to be faulted in by the child.',
  caveats: [
    'Not only the memory counts that a program has in use: everything resident does, freed memory that malloc keeps included.',
    'MADV_DONTFORK, huge pages and shared mappings make a fork of a large process short (arms fork-left-out, fork-huge, fork-shared).',
    'On a busy machine vfork and posix_spawn wait for a CPU, at times for milliseconds: the child must run before the parent goes on.',
    'posix_spawn holds the parent up until the program has been executed: that is a constant, not nothing.',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = ['fork', 'vfork', 'spawn'] as const;
    const large = arms.map((name) => armOf(evidence, stage, name));
    requireEngaged(
      large.every(
        (arm) => arm.least('residentBytes') >= arm.fact('sizeBytes') && arm.most('childFailures') === 0,
      ),
      'the memory was not resident, or a child did not end well',
    );
    const [fork, vfork, spawn] = arms.map((name) =>
      timeRatio(evidence, stage, [name, `${name}-small`], 'start', { fastest: true }),
    );
    if (!fork || !vfork || !spawn) return undecided('no block has all times');
    const sizes = [armOf(evidence, stage, 'fork-small'), large[0]].map((arm) => arm?.fact('sizeBytes') ?? 0);
    const sentence =
      `from ${sizes.map(formatBytes).join(' to ')} resident: fork ${inWords(fork)} (to ` +
      `${formatDuration((large[0]?.ns('start') ?? 0) / (large[0]?.fact('starts') ?? 1))}), vfork ${inWords(vfork)}, posix_spawn ${inWords(spawn)}`;
    const rises = sideOf(fork, growth);
    const others = [sideOf(vfork, constancy), sideOf(spawn, constancy)];
    if (rises === 'below' || others.includes('above')) return refuted(sentence);
    return rises === 'above' && !others.includes('neither') ? supported(sentence) : undecided(sentence);
  },
};
