/** A04: library and size decide between brk and mmap. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inCycle, requireGlibc, wasMapped } from '../malloc-cycles.ts';
import { requireEngaged } from '../undecided.ts';

const cycles = 'threshold/cycles';
const bisection = 'threshold/bisection';

/** Pairs of the same request that went different ways, in words. */
function counterexamples(evidence: Evidence): string[] {
  const arm = (name: string) => armOf(evidence, cycles, name);
  const [block, limit, small, inThread] = [
    arm('block'),
    arm('at-limit'),
    arm('small'),
    arm('small-in-thread'),
  ];
  const [filled, roomy] = [arm('128-kib'), arm('128-kib-room-left')];
  requireGlibc(block, small);
  requireEngaged(inThread.fact('inThread') === 1, 'the second thread was none');
  const size = formatBytes(block.fact('sizeBytes'));
  const found: string[] = [];
  if (wasMapped(block, 0) !== wasMapped(block, 1))
    found.push(`${size} was mapped the first time, and taken from the heap after it had been freed once`);
  if (inCycle(small, 'inHeap', 0) !== inCycle(inThread, 'inHeap', 0))
    found.push(
      `${formatBytes(small.fact('sizeBytes'))} came from the brk heap, in a second thread from a mapping`,
    );
  if (wasMapped(filled, 0) !== wasMapped(roomy, 0))
    found.push(
      `${formatBytes(filled.fact('sizeBytes'))} was mapped, unless the heap had that much room left`,
    );
  if (wasMapped(block, 0) !== wasMapped(limit, 0))
    found.push(`${size} was mapped, but not where as many blocks as allowed were mapped already`);
  return found;
}

export const a04: Claim = {
  id: 'A04',
  title: 'library and size decide between brk and mmap',
  statement: 'Which library it is and how much is asked for decide whether malloc uses brk or mmap.',
  source: ['the post', 'malloc(3)', 'mallopt(3)'],
  prediction:
    'Requests of one size to one library go one way: in the first call and later, in every thread, however full the heap ' +
    'is. Two requests of one size that went different ways refute it.',
  mechanism:
    'glibc asks the kernel only when no free chunk and no free end of the heap fits. Then a request as large as the mmap ' +
    'threshold gets its own mapping, if fewer than M_MMAP_MAX blocks have one. Freeing such a block raises the threshold to ' +
    'its size, so that the next one is cut from the heap. Only the main arena grows by brk: other threads have arenas in ' +
    'mappings of 64 MiB, whatever the size.',
  caveats: [
    'Other libraries have other rules: jemalloc and tcmalloc give no block of up to 64 MiB a mapping that free takes away.',
    'A request that fits what is there takes no system call at all.',
  ],
  needs: [cycles, bisection],
  decide(evidence) {
    const found = counterexamples(evidence);
    const smallest = armOf(evidence, bisection, 'fresh').fact('smallestMappedBytes');
    if (found.length === 0)
      return supported(
        `the same request always went the same way; the first that is mapped has ${formatCount(smallest)} bytes`,
      );
    return refuted(
      `the same request went different ways: ${found.join('; ')}`,
      `it is a main thread's first request and its heap has no room left: then ${formatCount(smallest)} bytes and more are mapped`,
    );
  },
};
