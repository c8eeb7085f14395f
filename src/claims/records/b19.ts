/** B19: musl maps large blocks always. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inCycle, wasMapped } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const cycles = 'threshold/cycles';
const bisection = 'threshold/bisection';
const thresholdBytes = 128 * 1024;

export const b19: Claim = {
  id: 'B19',
  title: 'musl maps large blocks each time, and keeps none',
  statement:
    'musl maps every block of more than 128 KiB by itself, each time, and unmaps it when it is freed.',
  source: ['musl, src/malloc/mallocng'],
  prediction:
    'Three blocks of 1 MiB, and three of just over 128 KiB, one after another, are three mappings and three unmappings each. ' +
    'A second block that comes from what is there, or anything kept, refutes it.',
  mechanism:
    'mallocng has one fixed threshold, 131,052 bytes, and no memory of what was freed before. Smaller blocks share groups; ' +
    'a group that holds one block alone is a mapping as well, and goes with it.',
  caveats: [
    'It is mallocng’s rule, musl 1.2.1 and later; what was compiled is the musl of this machine.',
    'Each large block pays two system calls and all its faults, every time.',
  ],
  needs: [cycles, bisection],
  decide(evidence) {
    const arms = ['musl', 'musl-above-threshold'].map((name) => armOf(evidence, cycles, name));
    for (const arm of arms)
      requireEngaged(arm.fact('glibcMalloc') === 0, 'the program was not linked with musl');
    const smallest = armOf(evidence, bisection, 'musl').fact('smallestMappedBytes');
    const kept = arms.filter((arm) => [0, 1, 2].some((cycle) => !wasMapped(arm, cycle)));
    const keptBytes = Math.max(...arms.map((arm) => inCycle(arm, 'keptBytes', 2)));
    const seen =
      `the smallest block with a mapping that nothing shares had ${formatCount(smallest)} bytes; after the third free ` +
      `${formatBytes(Math.max(0, keptBytes))} more were resident than before`;
    if (kept.length > 0) {
      const sizes = kept.map((arm) => formatCount(arm.fact('sizeBytes'))).join(' and ');
      return refuted(`blocks of ${sizes} bytes were not mapped and unmapped each time; ${seen}`);
    }
    if (smallest > thresholdBytes + 1 || keptBytes > arms[0]!.fact('sizeBytes') / 2) return refuted(seen);
    return supported(`six of six blocks were mapped and unmapped; ${seen}`);
  },
};
