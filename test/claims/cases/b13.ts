/** Evidence for B13, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/advising-malloc';

/** How many of four executions asked for huge pages: as they come, with zeros on the stack, with other bytes. */
function executions(
  [asItComes, zeros, others]: readonly [number, number, number],
  { thpMode = 'madvise', tunables = 'glibc.malloc.hugetlb=1' } = {},
): ClaimCases['supports'] {
  const arm = (advised: number) =>
    trials(4, (block) => ({ facts: { advised: Number(block < advised) }, texts: { thpMode, tunables } }));
  return evidence({
    [stage]: {
      'hugetlb=1': arm(asItComes),
      'hugetlb=1, stack of zeros': arm(zeros),
      'hugetlb=1, stack of other bytes': arm(others),
    },
  });
}

export const cases: ClaimCases = {
  supports: executions([4, 4, 4]),
  refutes: executions([2, 4, 0]),
  missing: evidence({ [stage]: 'no room' }),
  notEngaged: executions([0, 0, 0], { thpMode: 'always' }),
  undecided: [
    executions([0, 0, 0], { tunables: '' }),
    { ...executions([0, 0, 0]), machine: evidence({}, { glibc: '2.34' }).machine },
    { ...executions([0, 0, 0]), machine: evidence({}, { glibc: null }).machine },
  ],
};
