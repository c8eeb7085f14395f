/** B04: pinning the mmap threshold lowers the resident memory of programs that use buffers. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatRatio } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'allocators/pinned-threshold';
/** What counts as lower: resident bytes of one seeded workload scatter by a per cent or two. */
const lower = 0.9;

const bytes = (arm: ArmReadings): string => formatBytes(arm.median('plateauBytes'));

export const b04: Claim = {
  id: 'B04',
  title: 'pinning the mmap threshold lowers resident memory',
  statement:
    'Pinning malloc’s mmap threshold at 128 KiB lowers the resident memory of a program that uses many buffers.',
  source: ['mallopt(3), M_MMAP_THRESHOLD', 'issues of cosmic-bg, relion, osquery and others'],
  prediction:
    'Less is resident at the plateau of the same workload with the threshold pinned, whatever the size of the buffers. ' +
    'A workload whose resident memory stays as it was refutes it.',
  mechanism:
    'Freeing a mapped chunk raises the threshold to its size, so that later buffers come from the heap: they are reused ' +
    'without faults, but a small object that lives on between them keeps the heap from shrinking. Pinned, every buffer ' +
    'above the threshold is a mapping of its own, which goes back at free, and is faulted in anew at each allocation. ' +
    'Buffers below the threshold never were mappings: nothing changes for them.',
  caveats: [
    'It is a trade: the faults saved by reuse are all taken again. The sentence gives both.',
    'Each mapped buffer takes whole pages, and a process may have 65,530 mappings by default.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = (name: string): ArmReadings => armOf(evidence, stage, name);
    const [large, pinned] = [arm('large'), arm('large, 128 KiB')];
    const [small, pinnedSmall] = [arm('small'), arm('small, 128 KiB')];
    requireMallocFrom('libc.so', [large, pinned, small, pinnedSmall]);
    const [mapped, mappedBefore] = [pinned.median('mappedChunks'), large.median('mappedChunks')];
    requireEngaged(
      mapped > mappedBefore,
      `${formatCount(mapped)} buffers were mappings with the threshold pinned, ${formatCount(mappedBefore)} without`,
    );
    const faults = formatRatio(pinned.faults('work') / large.faults('work'));
    const sentence =
      `resident with large buffers ${bytes(large)}, pinned ${bytes(pinned)} (for ${faults} of the faults); ` +
      `with buffers below the threshold ${bytes(small)}, pinned ${bytes(pinnedSmall)}`;
    const helpsLarge = pinned.median('plateauBytes') <= lower * large.median('plateauBytes');
    const helpsSmall = pinnedSmall.median('plateauBytes') <= lower * small.median('plateauBytes');
    if (helpsLarge && helpsSmall) return supported(sentence);
    return refuted(sentence, helpsLarge ? 'the buffers are larger than the threshold' : undefined);
  },
};
