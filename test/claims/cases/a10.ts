/** Evidence for A10: marks that got through, and marks that did not. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'sharing/visibility';

function met(seen: number, childHasIt = 1, pages = 1024) {
  return trials(3, { facts: { pages, childHasIt, seenByParentPages: seen, seenByChildPages: seen } });
}

const arms = {
  'shared-anonymous': met(1024),
  memfd: met(1024),
  malloc: met(0),
  private: met(0),
  'memfd-exec': met(1024),
  'shared-anonymous-exec': trials(3, { facts: { pages: 1024, childHasIt: 0 } }),
};

export const cases: ClaimCases = {
  supports: evidence({ [stage]: arms }),
  refutes: evidence({ [stage]: { ...arms, malloc: met(1) } }),
  missing: evidence({ [stage]: { 'shared-anonymous': met(1024), malloc: met(0) } }),
  notEngaged: evidence({ [stage]: { ...arms, private: met(0, 0) } }),
};
