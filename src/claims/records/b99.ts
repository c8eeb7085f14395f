/** B99: VmRSS is exact. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/resident-size';

export const b99: Claim = {
  id: 'B99',
  title: 'VmRSS and statm are exact',
  statement: 'VmRSS of /proc/PID/status and the second number of statm are the resident size, to the page.',
  source: ['tools that print them', 'proc_pid_status(5), which says otherwise'],
  prediction:
    'After each single page touched, by one thread and by threads on several CPUs in turn, both agree with smaps_rollup, which walks ' +
    'the page tables. A reading that differs refutes it.',
  mechanism:
    'The kernel counts resident pages in batches, per thread (until 6.1) or per CPU (from 6.2), and the readers of status and ' +
    'statm saw only the batches handed in. Newer kernels add the CPUs’ remainders when they are asked.',
  caveats: [
    'Resident leaves out huge pages of hugetlb and the shared page of zeros, and holds pages that MADV_FREE gave up.',
    'A machine with two CPUs shows smaller errors than one with a hundred: the batch grows with their number.',
  ],
  needs: [stage],
  decide(evidence) {
    const [one, several] = [armOf(evidence, stage, 'one-thread'), armOf(evidence, stage, 'threads')];
    for (const arm of [one, several])
      requireEngaged(
        arm.least('grownBytes') >= arm.most('touchedBytes'),
        `${arm.place}: the resident size did not grow`,
      );
    const worst = (arm: typeof one) =>
      Math.max(arm.most('statusDifferenceBytes'), arm.most('statmDifferenceBytes'));
    const readings = one.facts('readings').length * one.least('readings');
    const sentence =
      `over ${formatCount(readings)} pages touched one by one the readings differ by at most ${formatBytes(worst(one))} with one ` +
      `thread, ${formatBytes(worst(several))} with ${several.fact('workers')} threads on as many CPUs`;
    if (worst(one) === 0 && worst(several) === 0) return supported(sentence);
    return refuted(sentence, worst(one) === 0 ? 'one thread touches the memory' : undefined);
  },
};
