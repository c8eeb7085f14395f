/** B71: mmap and munmap of threads wait for each other. */
import type { Claim } from '../../model/claim.ts';
import { formatRatio } from '../../model/units.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireScalingMachine, together } from '../scaling.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';

const bound = 1.5;

export const b71: Claim = {
  id: 'B71',
  title: 'mmap and munmap of threads still serialise',
  statement:
    'Threads of one process that map and unmap at the same time wait for each other: they do not scale as processes do.',
  source: ['LWN 906852', 'will-it-scale'],
  prediction:
    'If true, at least four threads take more than 1.5 times as long as as many processes for the same calls of mmap and munmap, the ' +
    'pages never touched, so that no interrupt of other CPUs is in it. An interval below that refutes it.',
  mechanism:
    'mmap and munmap change the tree of mappings and take mmap_lock for writing: one thread at a time. Per-VMA locks took ' +
    'faults out of that queue, not the calls. When pages were touched, munmap also interrupts the CPUs of the other threads, which ' +
    'costs more than the queue.',
  caveats: ['Allocators hide it: they map seldom, and keep an arena for each thread or CPU.'],
  needs: [together],
  decide(evidence) {
    const ratio = timeRatio(evidence, together, ['map-threads', 'map-processes'], 'work');
    const touched = timeRatio(evidence, together, ['map-touch-threads', 'map-touch-processes'], 'work');
    const sentence =
      `threads that map and unmap take ${inWords(ratio)} of the time of as many processes, ` +
      `${formatRatio(touched.median)} where each page is touched`;
    requireScalingMachine(evidence, ['map-touch-threads', 'map-touch-processes'], sentence);
    const side = sideOf(ratio, bound);
    if (side === 'neither') return unresolved(sentence);
    return side === 'above' ? supported(sentence) : refuted(sentence);
  },
};
