/** Evidence for B32, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/alignment';
const MIB = 2 ** 20;
const lengths = [2 * MIB, 2 * MIB + 4096, 3 * MIB, 4 * MIB];

const placed = (...alignedCounts: number[]) =>
  evidence({
    [stage]: {
      mmap: trials(3, { facts: { repeats: 4, hugePageBytes: 2 * MIB }, lists: { lengths, alignedCounts } }),
    },
  });

export const cases: ClaimCases = {
  supports: placed(4, 4, 4, 4),
  refutes: placed(4, 0, 0, 4),
  missing: evidence({
    [stage]: { mmap: trials(3, { unavailable: 'this kernel has no transparent huge pages' }) },
  }),
  notEngaged: placed(0, 0, 0, 0),
};
