/** Evidence for B101, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function dropped(residentBefore: number, userId = 65_534): ClaimCases['supports'] {
  return evidence({
    'demand-paging/mapping': {
      'cold, not root': trials(3, { facts: { pages: 1024, residentBefore, userId } }),
      fresh: trials(3, { facts: { pages: 1024, residentBefore: 1024 } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: dropped(1024),
  refutes: dropped(0),
  missing: evidence({ 'demand-paging/mapping': 'no room on the file system' }),
  notEngaged: dropped(0, 0),
  undecided: [dropped(100)],
};
