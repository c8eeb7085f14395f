/** Evidence for B75, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const [asFound, reserved] = ['huge-pages/pool-as-found', 'huge-pages/pool-reserved'];
const sizeBytes = 16 * 2 ** 20;

function mapped(
  rssGrownBytes: number,
  { poolPages = 0, hugetlbBytes = sizeBytes } = {},
): ClaimCases['supports'] {
  return evidence({
    [asFound]: { MAP_HUGETLB: trials(3, { facts: { poolPages, overcommitPages: 0, mmapErrno: 12 } }) },
    [reserved]: {
      MAP_HUGETLB: trials(3, {
        facts: { poolPages: 20, mmapErrno: 0, sizeBytes, hugetlbBytes, rssGrownBytes },
        phases: { touch: { minorFaults: 8 } },
      }),
    },
  });
}

export const cases: ClaimCases = {
  supports: mapped(0),
  refutes: mapped(sizeBytes),
  missing: evidence({
    [asFound]: { MAP_HUGETLB: trials(3, { facts: { poolPages: 0, overcommitPages: 0, mmapErrno: 12 } }) },
    [reserved]: 'changes settings of the machine',
  }),
  notEngaged: mapped(0, { poolPages: 4 }),
  undecided: [mapped(0, { hugetlbBytes: 0 })],
};
