/** B39: khugepaged soon makes huge pages of small ones. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatDuration } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/promotion';

/** What MADV_COLLAPSE did in the same memory, where the kernel has it (6.1). */
function atOnce(evidence: Parameters<Claim['decide']>[0]): string {
  if (!hasArm(evidence, stage, 'MADV_COLLAPSE')) return '';
  const arm = armOf(evidence, stage, 'MADV_COLLAPSE');
  if (arm.failure()) return '';
  return `; MADV_COLLAPSE made ${formatBytes(arm.median('hugeBytes'))} huge in ${formatDuration(arm.ns('collapse'))}`;
}

export const b39: Claim = {
  id: 'B39',
  title: 'khugepaged fixes small pages soon',
  statement:
    'Memory in use that may have huge pages and does not is put into huge pages by khugepaged within ten seconds.',
  source: ['kernel documentation, Transparent Hugepage Support'],
  prediction: 'Half of 128 MiB is huge after ten seconds. Less refutes it.',
  mechanism:
    'khugepaged looks at a fixed number of pages (4,096: 16 MiB), then sleeps (10 s), for the whole machine: at the default some ' +
    'eleven minutes for each GiB. It is a repair in the background. A program that knows what it wants gets it with ' +
    'MADV_HUGEPAGE before the first touch, or MADV_COLLAPSE after it.',
  caveats: [
    'pages_to_scan and scan_sleep_millisecs in /sys/kernel/mm/transparent_hugepage/khugepaged set the pace.',
    'Some distributions and kernels after this one scan adaptively.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'khugepaged');
    requireEngaged(arm.least('advised') === 1, 'the memory was not marked by MADV_HUGEPAGE');
    requireEngaged(arm.most('hugeBytesBefore') === 0, 'the memory had huge pages from the beginning');
    const [sizeBytes, hugeBytes] = [arm.fact('sizeBytes'), arm.median('hugeBytes')];
    return decideBy(
      hugeBytes >= sizeBytes / 2,
      `${formatBytes(hugeBytes)} of ${formatBytes(sizeBytes)} were huge after ` +
        `${formatDuration(arm.median('watchedMs') * 1e6)}${atOnce(evidence)}`,
    );
  },
};
