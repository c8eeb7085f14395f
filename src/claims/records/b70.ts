/** B70: page faults of threads wait for each other. */
import type { Claim } from '../../model/claim.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireScalingMachine, together } from '../scaling.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';

const bound = 1.25;

export const b70: Claim = {
  id: 'B70',
  title: 'page faults of threads serialise on mmap_lock',
  statement:
    'Threads that take page faults in one mapping of a process hold each other up by a lock of the address space.',
  source: ['LWN 906852 (per-VMA locks)'],
  until: { kernel: '6.4' },
  prediction:
    'If true, at least four threads take more than 1.25 times as long as as many processes with the same faults. An interval ' +
    'below that refutes it. Where computing without memory loses as much, it is the machine.',
  mechanism:
    'Until 6.4 every fault took mmap_lock for reading: a shared lock, but one whose counter all CPUs write, and that a waiting ' +
    'mmap blocks. Since then a fault locks its mapping alone, and mostly without writing anything shared. What is left is the ' +
    'page allocator, the cgroup’s counters and the width of memory, which processes share too.',
  caveats: [
    'A test without processes and without computing beside it confirms the lock on any busy machine.',
    'Per-VMA locks cover anonymous memory first, and files, swap and userfaultfd in later versions.',
  ],
  needs: [together],
  decide(evidence) {
    const ratio = timeRatio(evidence, together, ['fault-threads', 'fault-processes'], 'work');
    const sentence = `faulting threads take ${inWords(ratio)} of the time of as many processes`;
    requireScalingMachine(evidence, ['fault-threads', 'fault-processes'], sentence);
    const side = sideOf(ratio, bound);
    if (side === 'neither') return unresolved(sentence);
    return side === 'above' ? supported(sentence) : refuted(sentence);
  },
};
