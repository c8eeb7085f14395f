/** B31: malloc and mmap profit alike from huge pages. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/same-advice';
const given = (arm: ArmReadings): string =>
  `${formatBytes(arm.median('hugeBytes'))} in huge pages (${formatCount(arm.faults('touch'))} faults)`;
const alike = (a: ArmReadings, b: ArmReadings): boolean => a.median('hugeBytes') === b.median('hugeBytes');

export const b31: Claim = {
  id: 'B31',
  title: 'malloc and mmap benefit equally from huge pages',
  statement: 'Given the same advice, equal requests by malloc and by mmap are given the same huge pages.',
  source: ['taken for granted wherever the two are compared'],
  prediction:
    'The same bytes in huge pages for both, for a multiple of the huge page size and for a page more. A difference in either refutes it.',
  mechanism:
    'glibc asks the kernel for the request and a page more, for its header. Kernels from 6.13 on (and 6.12 with the repair) align a mapping to 2 MiB ' +
    'only where its length is a multiple of 2 MiB: mmap’s is, malloc’s is not. What lies before the first 2 MiB boundary and ' +
    'behind the last one stays in small pages.',
  caveats: [
    'Kernels 6.7 to 6.11 align both, kernels before 6.7 neither.',
    'aligned_alloc or posix_memalign with 2 MiB puts the buffer at a boundary whatever the kernel does.',
  ],
  needs: [stage],
  decide(evidence) {
    const [malloc, mmap] = [armOf(evidence, stage, 'malloc'), armOf(evidence, stage, 'mmap')];
    const [mallocMore, mmapMore] = [
      armOf(evidence, stage, 'malloc, a page more'),
      armOf(evidence, stage, 'mmap, a page more'),
    ];
    const most = Math.max(...[malloc, mmap, mallocMore, mmapMore].map((arm) => arm.most('hugeBytes')));
    requireEngaged(most > 0, 'neither was given a huge page');
    const sentence =
      `of ${formatBytes(malloc.fact('sizeBytes'))}, malloc had ${given(malloc)}, mmap ${given(mmap)}; ` +
      `of a page more, malloc ${formatBytes(mallocMore.median('hugeBytes'))}, mmap ${formatBytes(mmapMore.median('hugeBytes'))}`;
    const equal = [alike(malloc, mmap), alike(mallocMore, mmapMore)];
    if (equal[0] && equal[1]) return supported(sentence);
    return refuted(sentence, equal[1] ? 'the request is no multiple of the huge page size' : undefined);
  },
};
