/** B86: how the main stack comes to its size. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'address-layout/stack';

export const b86: Claim = {
  id: 'B86',
  title: 'the main stack grows when it is touched',
  statement:
    'The mapping of the main stack starts far below its limit and grows with the depth that is touched; what lies between is kept free, ' +
    'not mapped.',
  source: ['mmap(2): MAP_GROWSDOWN', 'getrlimit(2): RLIMIT_STACK'],
  prediction:
    'Before a recursion of 4 MiB the mapping is a fraction of that, after it at least as large. A mapping that is as large as its limit ' +
    'from the start, or one that grows untouched, refutes it.',
  mechanism:
    'A fault just below a mapping that may grow down extends it, up to RLIMIT_STACK and as long as the guard gap to the next mapping is ' +
    'kept; mappings are placed so that the limit at exec has room. A thread’s stack is an ordinary mapping of full size with a guard ' +
    'page below, which only becomes resident by and by.',
  caveats: ['It does not shrink again: what a deep recursion touched stays resident.'],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, '8 MiB allowed');
    const depth = arm.fact('depthBytes');
    const [before, after] = [arm.most('mappedBeforeBytes'), arm.least('mappedAfterBytes')];
    requireEngaged(
      arm.least('residentAfterBytes') >= depth,
      'the recursion did not touch the stack to its depth',
    );
    const sentence =
      `${formatBytes(before)} mapped before, ${formatBytes(after)} after a recursion of ${formatBytes(depth)}, of ` +
      `${formatBytes(arm.fact('limitBytes'))} allowed; a thread’s stack: ${formatBytes(arm.fact('threadMappedBeforeBytes'))} before, ` +
      `${formatBytes(arm.fact('threadMappedAfterBytes'))} after`;
    return decideBy(before < depth && after >= depth && after < arm.fact('limitBytes'), sentence);
  },
};
