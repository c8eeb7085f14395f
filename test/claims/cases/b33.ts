/** Evidence for B33: how much one byte in a huge page copies. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fork/bill';
const [page, huge, stores] = [4096, 2 * 2 ** 20, 4];

function bill(copiedByEach: number, hugeBeforeBytes: number) {
  const memoryBeforeBytes = stores * huge;
  const memoryAfterBytes = memoryBeforeBytes + stores * copiedByEach;
  const pages = memoryBeforeBytes / page;
  return trials(3, {
    facts: { pages, stores, pageBytes: page, hugeBeforeBytes, memoryBeforeBytes, memoryAfterBytes },
  });
}

function bills(copiedByEach: number, hugeBeforeBytes = stores * huge): ClaimCases['supports'] {
  return evidence({ [stage]: { 'huge-sparse': bill(copiedByEach, hugeBeforeBytes), sparse: bill(page, 0) } });
}

export const cases: ClaimCases = {
  supports: bills(huge),
  refutes: bills(page),
  missing: evidence({ [stage]: { 'huge-sparse': bill(page, stores * huge) } }),
  notEngaged: bills(page, 0),
  undecided: [bills(huge / 4)],
};
