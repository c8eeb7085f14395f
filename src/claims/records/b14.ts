/** B14: glibc.malloc.hugetlb=2 needs no preparation. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/pool-as-found';

export const b14: Claim = {
  id: 'B14',
  title: 'glibc.malloc.hugetlb=2 needs no preallocation',
  statement: 'glibc.malloc.hugetlb=2 gives malloc huge pages without any being reserved beforehand.',
  source: ['factorio-benchmarks pull request 4', 'against it: Proton issue 5816'],
  since: { glibc: '2.35' },
  prediction:
    'With an empty pool, a malloc of 16 MiB holds hugetlb pages and faults a few times. None, and as many faults as without the ' +
    'setting, refute it.',
  mechanism:
    'The setting makes malloc map with MAP_HUGETLB, which takes pages from the machine’s hugetlb pool. The pool is empty unless ' +
    'someone filled it (vm.nr_hugepages) or allowed it to grow (vm.nr_overcommit_hugepages); the call then fails with ENOMEM and ' +
    'malloc falls back to an ordinary mapping without saying so.',
  caveats: [
    'The setting is not without effect even then: malloc no longer uses the program break, which is how it was seen to be on.',
    'Pages of the pool are reserved: nobody else can use them, whether malloc does or not.',
  ],
  needs: [stage],
  decide(evidence) {
    const tuned = armOf(evidence, stage, 'malloc, hugetlb=2');
    const plain = armOf(evidence, stage, 'malloc');
    const seen = tuned.most('smallBlockInHeap') === 0 && plain.least('smallBlockInHeap') === 1;
    requireEngaged(seen, 'malloc kept to the program break as without the setting');
    const reserved = tuned.most('poolPages') + tuned.most('overcommitPages');
    requireEngaged(reserved === 0, `the pool is not empty: ${formatCount(reserved)} pages`);
    const [sizeBytes, hugetlbBytes] = [tuned.fact('sizeBytes'), tuned.least('hugetlbBytes')];
    const sentence =
      `with an empty pool, malloc was given ${formatBytes(hugetlbBytes)} in hugetlb pages for ${formatBytes(sizeBytes)}, ` +
      `and faulted ${formatCount(tuned.faults('touch'))} times (${formatCount(plain.faults('touch'))} without the setting)`;
    return hugetlbBytes >= sizeBytes / 2 ? supported(sentence) : refuted(sentence);
  },
};
