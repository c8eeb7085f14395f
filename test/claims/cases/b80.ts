/** Evidence for B80, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';
import { entropy } from '../entropy-evidence.ts';

export const cases: ClaimCases = {
  supports: entropy(),
  refutes: entropy({ heapBits: 13 }),
  missing: evidence({
    'address-layout/entropy': { PIE: trials(1, { facts: { randomizeVaSpace: 2, fixedAddresses: 0 } }) },
  }),
  notEngaged: entropy({ randomizeVaSpace: 1 }),
};
