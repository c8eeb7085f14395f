/** B75: MAP_HUGETLB needs a reserved pool, and the resident size does not show it. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy, refuted } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const [asFound, reserved] = ['huge-pages/pool-as-found', 'huge-pages/pool-reserved'];
const arm = 'MAP_HUGETLB';

export const b75: Claim = {
  id: 'B75',
  title: 'MAP_HUGETLB needs a pool; RSS does not show it',
  statement:
    'MAP_HUGETLB fails unless pages were reserved, and memory mapped with it does not count as resident.',
  source: ['kernel documentation, HugeTLB Pages', 'proc(5)'],
  prediction:
    'With an empty pool, mmap fails with ENOMEM; with a reserved one it succeeds, HugetlbPages grows by the length and the resident ' +
    'size does not. Success without a pool, or a resident size that grows, refutes it.',
  mechanism:
    'hugetlb pages are set aside for the whole machine when the pool is filled, and mmap reserves its share at once. They are ' +
    'outside the accounting of ordinary memory: VmRSS and smaps’ Rss leave them out; HugetlbPages in /proc/PID/status and ' +
    'Private_Hugetlb in smaps have them.',
  caveats: [
    'vm.nr_overcommit_hugepages lets the pool grow on demand: then no page need be reserved beforehand.',
    'Reserving is a change of the machine: only with --allow-system-changes, and taken back.',
  ],
  needs: [asFound, reserved],
  decide(evidence) {
    const without = armOf(evidence, asFound, arm);
    const pages = without.most('poolPages') + without.most('overcommitPages');
    requireEngaged(pages === 0, `the pool is not empty as found: ${formatCount(pages)} pages`);
    const errors = without.facts('mmapErrno');
    if (errors.some((errno) => errno === 0)) return refuted('mmap succeeded with an empty pool');
    const filled = armOf(evidence, reserved, arm);
    requireEngaged(filled.most('mmapErrno') === 0, 'mmap failed though pages were to be reserved');
    const [sizeBytes, hugetlb, grown] = [
      filled.fact('sizeBytes'),
      filled.least('hugetlbBytes'),
      filled.median('rssGrownBytes'),
    ];
    requireEngaged(hugetlb === sizeBytes, `HugetlbPages grew by ${formatBytes(hugetlb)}`);
    return decideBy(
      grown < sizeBytes / 4,
      `errno ${errors[0]} with an empty pool; with ${formatCount(filled.median('poolPages'))} pages, ` +
        `${formatBytes(hugetlb)} of them were mapped with ${formatCount(filled.faults('touch'))} faults, and the resident size grew by ` +
        `${formatBytes(grown)}`,
    );
  },
};
