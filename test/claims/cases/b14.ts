/** Evidence for B14, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/pool-as-found';
const sizeBytes = 16 * 2 ** 20;

function mallocs(hugetlbBytes: number, { smallBlockInHeap = 0, poolPages = 0 } = {}): ClaimCases['supports'] {
  const facts = { sizeBytes, overcommitPages: 0, poolPages };
  const touch = { minorFaults: hugetlbBytes > 0 ? 9 : 4096 };
  return evidence({
    [stage]: {
      'malloc, hugetlb=2': trials(3, {
        facts: { ...facts, hugetlbBytes, smallBlockInHeap },
        phases: { touch },
      }),
      malloc: trials(3, {
        facts: { ...facts, hugetlbBytes: 0, smallBlockInHeap: 1 },
        phases: { touch: { minorFaults: 4096 } },
      }),
    },
  });
}

export const cases: ClaimCases = {
  supports: mallocs(sizeBytes),
  refutes: mallocs(0),
  missing: evidence({ [stage]: { malloc: trials(3, {}) } }),
  notEngaged: mallocs(0, { smallBlockInHeap: 1 }),
  undecided: [mallocs(sizeBytes, { poolPages: 20 })],
};
