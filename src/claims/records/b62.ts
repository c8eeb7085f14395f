/** B62: MADV_DONTNEED returns memory at once, and what is read next is zero. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'release/ways';
const kinds = 'release/kinds';

export const b62: Claim = {
  id: 'B62',
  title: 'MADV_DONTNEED frees at once and reads as zero',
  statement:
    'After MADV_DONTNEED private anonymous memory is no longer resident, and reads as zero when it is used again.',
  source: ['madvise(2)'],
  prediction:
    'No page of the range is resident after the call, and every page is zero at its next use. A page that stays, or one ' +
    'old byte, refutes it.',
  mechanism:
    'The call empties the page tables of the range at once. Anonymous pages of this process alone go back to the kernel, ' +
    'and the next touch gets a fresh, zeroed one. Pages of shared memory and of files only leave this mapping: they ' +
    'stay where they are, and come back with their contents.',
  caveats: [
    'That is Linux: in POSIX’s posix_madvise the advice of that name may not destroy contents, and in glibc it does nothing.',
    'It is no way to clear secrets in shared memory, and no way to shrink the page cache.',
  ],
  needs: [stage, kinds],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'dontneed');
    const [size, pages] = [arm.fact('sizeBytes'), arm.fact('pages')];
    const before = arm.least('residentBeforeBytes');
    requireEngaged(
      before >= size,
      `only ${formatBytes(before)} of ${formatBytes(size)} were resident before`,
    );
    const [after, zero] = [arm.most('residentAfterBytes'), arm.least('zeroPages')];
    const others = ['shared', 'file'].filter((kind) => hasArm(evidence, kinds, `dontneed ${kind}`));
    const keeping = others.map((kind) => {
      const other = armOf(evidence, kinds, `dontneed ${kind}`);
      return `${kind} memory kept ${formatCount(other.median('keptPages'))} of ${formatCount(other.median('pages'))} pages`;
    });
    const sentence =
      `of ${formatBytes(before)} resident before, ${formatBytes(after)} were after; ${formatCount(zero)} of ` +
      `${formatCount(pages)} pages were zero at their next use`;
    return decideBy(after === 0 && zero === pages, [sentence, ...keeping].join('; '));
  },
};
