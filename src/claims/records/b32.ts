/** B32: every anonymous mapping of 2 MiB or more is aligned for huge pages. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/alignment';

export const b32: Claim = {
  id: 'B32',
  title: 'every mmap of 2 MiB or more is huge-page aligned',
  statement: 'Anonymous mappings of at least the huge page size begin at a multiple of it.',
  source: ['Linux commit efa7df3e3bb5 (6.7)'],
  since: { kernel: '6.7' },
  prediction:
    'Mappings of every length from 2 to 8 MiB, multiples of 2 MiB and others, begin at a multiple of 2 MiB. One that does not refutes it.',
  mechanism:
    'Linux 6.7 began to align every anonymous mapping of 2 MiB or more. The holes that this left between mappings hurt programs ' +
    'that map many buffers of odd lengths: their ends met in few cache sets and TLB entries. Since 6.13 only lengths that are multiples are aligned.',
  caveats: [
    'Alignment is no promise of a huge page: the mode of the machine, or advice, still decides.',
    'An aligned start can be had anywhere by mapping 2 MiB more and using the part that lies aligned.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'mmap');
    const [repeats, huge] = [arm.fact('repeats'), arm.fact('hugePageBytes')];
    const counts = arm.lists('alignedCounts');
    const lengths = (arm.lists('lengths')[0] ?? []).map((bytes, i) => ({
      bytes,
      always: counts.every((list) => list[i] === repeats),
    }));
    const isMultiple = ({ bytes }: { bytes: number }): boolean => bytes % huge === 0;
    const multiples = lengths.filter(isMultiple);
    const others = lengths.filter((length) => !isMultiple(length));
    const aligned = (of: typeof lengths): number => of.filter(({ always }) => always).length;
    requireEngaged(aligned(lengths) > 0, 'this kernel aligned mappings of no length');
    const sentence =
      `aligned each time: ${formatCount(aligned(multiples))} of ${multiples.length} lengths that are multiples of ` +
      `${formatBytes(huge)}, ${formatCount(aligned(others))} of ${others.length} others`;
    if (aligned(lengths) === lengths.length) return supported(sentence);
    const multiplesOnly = aligned(multiples) === multiples.length && aligned(others) === 0;
    return refuted(sentence, multiplesOnly ? `the length is a multiple of ${formatBytes(huge)}` : undefined);
  },
};
