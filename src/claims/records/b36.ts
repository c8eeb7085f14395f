/** B36: huge pages bloat memory that is touched sparsely. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/sparse';
/** What reading the counters itself may make resident. */
const readersBytes = 2 ** 20;

export const b36: Claim = {
  id: 'B36',
  title: 'huge pages bloat sparse memory',
  statement:
    'Where one byte in 2 MiB is written, huge pages make the whole 2 MiB resident, small pages 4 KiB.',
  source: ['kernel documentation, Transparent Hugepage Support'],
  prediction:
    'With huge pages the resident size grows by 2 MiB for each byte written; growth nearer to 4 KiB for each refutes it.',
  mechanism:
    'A fault in memory that may have huge pages is answered by a whole one, cleared and charged to the process, whatever part ' +
    'of it will ever be used.',
  caveats: [
    'Since Linux 6.12 huge pages that are mostly zeros can be split again, but only when memory is short (shrink_underused).',
    'khugepaged can do the same later to memory that began with small pages (max_ptes_none).',
  ],
  needs: [stage],
  decide(evidence) {
    const small = armOf(evidence, stage, 'small pages');
    const huge = armOf(evidence, stage, 'huge pages');
    const writes = huge.fact('writes');
    requireEngaged(huge.least('advised') === 1, 'the memory was not marked by MADV_HUGEPAGE');
    requireEngaged(huge.least('hugeBytes') > 0, 'advised memory was given no huge page');
    requireEngaged(small.most('hugeBytes') === 0, 'memory that forbids huge pages was given some');
    const [grown, grownSmall] = [huge.median('rssGrownBytes'), small.median('rssGrownBytes')];
    const { pageSizeBytes, hugePageSizeBytes } = evidence.machine;
    return decideBy(
      grown >= 0.95 * writes * hugePageSizeBytes && grownSmall <= writes * pageSizeBytes + readersBytes,
      `${formatCount(writes)} bytes written made ${formatBytes(grown)} resident with huge pages, ` +
        `${formatBytes(grownSmall)} with small ones`,
    );
  },
};
