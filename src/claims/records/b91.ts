/** B91: a buffer of Buffer.allocUnsafe holds old contents. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/stale';

export const b91: Claim = {
  id: 'B91',
  title: 'Buffer.allocUnsafe exposes old contents',
  statement: 'A buffer from Buffer.allocUnsafe holds what the process had in that memory before.',
  source: ['Node.js documentation, buffer'],
  prediction:
    'Bytes that the process wrote into buffers and dropped are found in later ones, small and large. Buffers without a ' +
    'single old byte refute it for their kind.',
  mechanism:
    'allocUnsafe cuts small buffers from a pool, and asks malloc for the pool and for larger ones. What malloc hands out ' +
    'again is as it was left. What it maps anew comes from the kernel, which clears every page: no other process is ever ' +
    'seen, and not this one either.',
  caveats: [
    'That a buffer was zero in a test proves nothing: whether malloc recycles depends on its size and on what was freed before.',
    'What is found is of the same process: keys, requests of other users, file contents.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'alloc-unsafe');
    const [buffers, pages] = [arm.least('smallBuffers'), arm.least('firstLargePages')];
    requireEngaged(buffers > 0 && pages > 0, 'no buffer was looked at');
    const small = arm.least('laterSmallBuffersOld');
    const fresh = arm.most('firstLargePagesUsed');
    const recycled = arm.least('laterLargePagesOld');
    const sentence =
      `at least ${formatCount(small)} of ${formatCount(buffers)} small buffers held what was written before, ` +
      `${formatCount(fresh)} of ${formatCount(pages)} pages of a large one that was fresh, ` +
      `and ${formatCount(recycled)} of ${formatCount(arm.least('laterLargePages'))} of one in recycled memory`;
    if (fresh > 0 && small > 0) return supported(sentence);
    if (fresh > 0) return undecided(sentence);
    const where = [
      small > 0 ? 'buffers are small' : '',
      recycled > 0 ? 'malloc hands out memory that it has kept' : '',
    ];
    return refuted(sentence, where.filter(Boolean).join(', or ') || undefined);
  },
};
