/** B22: a minor fault costs some tenths of a microsecond. */
import type { Claim } from '../../model/claim.ts';
import { formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { costInWords, costPerFault, requireFaultPerPage } from '../fault-cost.ts';
import { sideOf } from '../time-ratio.ts';

const stage = 'fault-costs/costs';
/** Half as much again as the most that is claimed. */
const boundNs = 750;

export const b22: Claim = {
  id: 'B22',
  title: 'a minor fault costs 0.1 to 0.5 microseconds',
  statement:
    'A minor page fault takes 0.1 to 0.5 microseconds, a thousand cycles or so, the first write to a page of anonymous memory included.',
  source: ['folklore', 'blog measurements of lazy mapping'],
  prediction:
    'If true, first writes to 4 KiB pages take below 0.75 us a fault, less what the same writes take when they are repeated. An ' +
    'interval above that refutes it.',
  mechanism:
    'A fault is an exception, a walk to the mapping, a page from the allocator, its zeroing, its charge to a cgroup and an ' +
    'entry of the page table. In a virtual machine the exception and the walk through two levels of page tables cost more. A ' +
    'read takes less: all reads of untouched memory share one page of zeros. Where one fault maps several pages of a cached file, ' +
    'it takes more, and a page less.',
  caveats: [
    'Zeroing is part of the fault: this is what the program waits for.',
    'Memory that the host of a virtual machine does not back costs some ten microseconds a page more.',
    'A machine without a hypervisor is usually within the claim for reads, and near its border for writes.',
  ],
  needs: [stage],
  decide(evidence) {
    const write = armOf(evidence, stage, 'write');
    requireFaultPerPage(write, 'touch');
    const cost = costPerFault(write, 'touch', 'again');
    const read = costPerFault(armOf(evidence, stage, 'read'), 'touch', 'again');
    const sentence =
      `a first write takes ${costInWords(cost)} a fault, a first read ` +
      `${formatDuration(read.median)}, over ${cost.n} fresh processes`;
    const side = sideOf(cost, boundNs);
    if (side === 'neither') return unresolved(sentence);
    return side === 'below' ? supported(sentence) : refuted(sentence);
  },
};
