/** Rule 17: addresses that are kept and may not be used: guards, and reservations for later. */
import { isAnonymous, isForbidden, isPlainMemory, sizeOf, touches } from '../vma.ts';
import type { Rule } from './rule.ts';

/** A guard is a few pages; what is larger is kept for something. */
const mostGuardBytes = 64 * 1024;

export const guard: Rule = {
  number: 17,
  name: 'guard or reservation',
  judge: ({ vma, before, after }) => {
    if (!isForbidden(vma) || !isAnonymous(vma)) return null;
    const beside = [
      touches(vma, after) && isPlainMemory(after!),
      touches(before, vma) && isPlainMemory(before!),
    ];
    const small = sizeOf(vma) <= mostGuardBytes;
    if (small && beside.some(Boolean)) {
      return {
        class: 'guard',
        part: 'guard',
        label: 'guard',
        certainty: 'probable',
        reason: 'forbidden, small, and next to memory: whoever runs over its edge is stopped',
      };
    }
    return {
      class: 'guard',
      part: 'reservation',
      label: 'reserved addresses',
      reason: 'forbidden: addresses are kept, and no memory is behind them',
    };
  },
};
