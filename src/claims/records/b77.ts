/** B77: the newer features of mappings are there. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged, Undecided } from '../undecided.ts';

const stage = 'limits/features';

/** By fact: the words for it, and the kernel that brought it. */
const features: Readonly<Record<string, readonly [string, number, number]>> = {
  secretMemory: ['memfd_secret (5.14)', 5, 14],
  sealing: ['mseal (6.10)', 6, 10],
  droppable: ['MAP_DROPPABLE (6.11)', 6, 11],
  mapQuery: ['PROCMAP_QUERY (6.11)', 6, 11],
  guardRegions: ['guard regions (6.13)', 6, 13],
};

function isAtLeast(kernel: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = kernel.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

export const b77: Claim = {
  id: 'B77',
  title: 'the newer features of mappings are there',
  statement:
    'A kernel has the features of mappings that its version brought: memfd_secret, mseal, MAP_DROPPABLE, PROCMAP_QUERY, guard regions.',
  source: ['Linux release notes 5.14, 6.10, 6.11, 6.13', 'Linux documentation: filesystems/proc'],
  since: { kernel: '5.14' },
  prediction:
    'Each feature works when tried: a guard page ends its toucher, a sealed mapping cannot be unmapped, secret memory cannot be read ' +
    'through /proc. One that the version promises and that does not work refutes it.',
  mechanism:
    'Each is asked for by a number that older kernels refuse. Guard regions poison entries of the page table without a mapping of ' +
    'their own; mseal forbids changes to a mapping; MAP_DROPPABLE memory may vanish under pressure and is never swapped; ' +
    'memfd_secret takes its pages out of the kernel’s own map; PROCMAP_QUERY finds one mapping without printing all.',
  caveats: [
    'memfd_secret can be left out of a kernel, or switched off at boot; seccomp may refuse the calls.',
    'mseal and PROCMAP_QUERY need a 64-bit kernel.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'features');
    const { kernel } = evidence.machine;
    requireEngaged(
      arm.fact('adviceThatIsNone') === 0,
      'an advice that does not exist was accepted: whatever answers grants all',
    );
    const promised = Object.entries(features).filter(
      ([, [, major, minor]]) => kernel !== null && isAtLeast(kernel, major, minor),
    );
    if (promised.length === 0)
      throw new Undecided('unavailable', `kernel ${kernel ?? 'of unknown version'} promises none of them`);
    const works = promised.filter(([fact]) => arm.fact(fact) === 1).map(([, [words]]) => words);
    const lost = promised.filter(([fact]) => arm.fact(fact) !== 1).map(([, [words]]) => words);
    const sentence = `kernel ${kernel}: ${works.join(', ') || 'nothing'} works${lost.length > 0 ? `; ${lost.join(', ')} does not` : ''}`;
    return decideBy(lost.length === 0, sentence);
  },
};
