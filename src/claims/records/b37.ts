/** B37: pages of 64 KiB give most of what huge pages give, without their long faults. */
import type { Claim } from '../../model/claim.ts';
import { formatCount, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/folios';

export const b37: Claim = {
  id: 'B37',
  title: 'mTHP gives most of the benefit without the latency',
  statement:
    'Pages of 64 KiB (mTHP) take at least a fifth off the time of the first touch, with faults less than half as long as those of 2 MiB.',
  source: ['kernel documentation, Transparent Hugepage Support: multi-size THP'],
  since: { kernel: '6.8' },
  prediction:
    'A sixteenth of the faults; the first touch takes less than 0.8 of the time with small pages, and a typical fault less than half of ' +
    'one of 2 MiB. Either the other way round refutes it.',
  mechanism:
    'One fault maps sixteen pages at once, so that what a fault costs beside clearing is paid a sixteenth as often. Clearing 64 KiB ' +
    'takes microseconds, where 2 MiB take a tenth of a millisecond or more.',
  caveats: [
    'Off by default: each size is allowed by root in /sys/kernel/mm/transparent_hugepage/hugepages-*kB/enabled.',
    'The kernel takes the largest size allowed that fits; the memory is cut into small mappings here, so that sizes can be compared side by side.',
    'AnonHugePages does not count these pages: the number of faults shows them.',
  ],
  needs: [stage],
  decide(evidence) {
    const [small, medium, huge] = ['4 KiB', '64 KiB', '2048 KiB'].map((name) =>
      armOf(evidence, stage, name),
    ) as [ReturnType<typeof armOf>, ReturnType<typeof armOf>, ReturnType<typeof armOf>];
    const faults = [small.faults('touch'), medium.faults('touch')] as const;
    const counts = `${formatCount(faults[1])} faults instead of ${formatCount(faults[0])}`;
    requireEngaged(faults[1] < faults[0] / 8, `64 KiB pages were allowed, and there were ${counts}`);
    requireEngaged(huge.least('hugeBytes') > 0, 'there were no pages of 2 MiB to compare with');
    const time = timeRatio(evidence, stage, ['64 KiB', '4 KiB'], 'touch');
    const latency = timeRatio(evidence, stage, ['64 KiB', '2048 KiB'], 'fault-median');
    const sentence =
      `${counts}, in ${inWords(time)} of the time; a typical fault takes ${formatDuration(medium.ns('fault-median'))}, ` +
      `one of 2 MiB ${formatDuration(huge.ns('fault-median'))}`;
    const sides = [sideOf(time, 0.8), sideOf(latency, 0.5)];
    if (sides.includes('above')) return refuted(sentence);
    return sides.includes('neither') ? unresolved(sentence) : supported(sentence);
  },
};
