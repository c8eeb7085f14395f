/** B48: MADV_DONTFORK and MADV_WIPEONFORK keep memory from the child. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fork/advice';

export const b48: Claim = {
  id: 'B48',
  title: 'DONTFORK and WIPEONFORK keep memory from a child',
  statement:
    'A child does not have what its parent put under MADV_DONTFORK, and reads zeros from what is under MADV_WIPEONFORK.',
  source: ['madvise(2)'],
  prediction:
    'Reading the first is a segmentation fault, and every byte of the second is zero. One byte of the parent in either ' +
    'refutes it.',
  mechanism:
    'Both are marks on the mapping that fork obeys: one is left out of the child, the other is there without its pages, so ' +
    'that the child’s first access gets cleared ones. The parent keeps all of it.',
  caveats: [
    'WIPEONFORK exists since Linux 4.14, for private anonymous memory only. It is how generators of random numbers notice a fork.',
    'Memory left out of the child is not copied either: DONTFORK makes the fork of a large process short (B43).',
    'A library that finds its memory gone in the child crashes there: both are for memory that one piece of code owns.',
  ],
  needs: [stage],
  decide(evidence) {
    const [plain, left, wiped] = ['none', 'dontfork', 'wipeonfork'].map((name) =>
      armOf(evidence, stage, name),
    );
    if (!plain || !left || !wiped) throw new Error('three arms');
    const written = plain.fact('writtenBytes');
    requireEngaged(
      written > 0 && plain.least('childSawParentBytes') === written,
      'without advice the child did not see what its parent had written',
    );
    const leaked = Math.max(left.most('childSawParentBytes'), wiped.most('childSawParentBytes'));
    const holds =
      leaked === 0 && left.least('childSignal') !== 0 && wiped.least('childSawZeroBytes') === written;
    return decideBy(
      holds,
      `of ${formatCount(written)} bytes the child read ${formatCount(left.most('childReadBytes'))} under DONTFORK ` +
        `(signal ${left.least('childSignal')}) and ${formatCount(wiped.least('childSawZeroBytes'))} zeros under WIPEONFORK`,
    );
  },
};
