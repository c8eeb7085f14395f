/** B65: page cache counts against a container's limit, and kills. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireLimit } from '../limited-arm.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'limits/cgroup';

export const b65: Claim = {
  id: 'B65',
  title: 'page cache counts against the container’s limit',
  statement:
    'Page cache counts against a container’s memory limit, so that a process that goes through more of it than the limit is killed.',
  source: ['Linux documentation: cgroup-v1/memory, cgroup-v2'],
  prediction:
    'If true, reading a file of three times the limit, by read and by mmap, ends in a kill, and so does writing as much to a memfd. One ' +
    'that reads to the end refutes it.',
  mechanism:
    'A page of a file is charged to the cgroup that brought it in. At the limit the kernel reclaims first, and clean pages of a file can ' +
    'be dropped at once: the cache stays at the limit and the process goes on. Pages of a memfd, of tmpfs and of shared memory are ' +
    'page cache, too, but without swap there is nowhere to put them, and the process is killed.',
  caveats: [
    'Dirty and locked pages of files cannot be dropped at once either.',
    'The cache that is charged makes a container look full in graphs while nothing is wrong.',
  ],
  needs: [stage],
  decide(evidence) {
    const clean = ['read', 'map'].map((way) => armOf(evidence, stage, way));
    const memfd = armOf(evidence, stage, 'memfd');
    const limit = Math.max(...[...clean, memfd].map(requireLimit));
    const cold = clean.every((arm) => arm.most('cachedPagesBefore') * 4096 < limit);
    requireEngaged(cold, 'the file was in the page cache already, charged to somebody else');
    if (clean.every((arm) => arm.least('signal') > 0) && memfd.least('signal') > 0)
      return supported(
        `under a limit of ${formatBytes(limit)} reading a file by read and by mmap was killed`,
      );
    if (clean.some((arm) => arm.most('signal') > 0))
      return unresolved('reading a file was killed in some trials alone');
    const charged = Math.max(...clean.map((arm) => arm.most('cacheBytes')));
    const sentence =
      `under a limit of ${formatBytes(limit)} a file of ${formatBytes(memfd.fact('sizeBytes'))} was read to its end, at most ` +
      `${formatBytes(charged)} of it charged; writing as much to a memfd was ${memfd.least('signal') > 0 ? 'killed' : 'not killed'}`;
    return refuted(
      sentence,
      memfd.least('signal') > 0 ? 'the pages cannot be reclaimed: those of a memfd without swap' : undefined,
    );
  },
};
