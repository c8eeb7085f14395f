/** Evidence for B81, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { entropy } from '../entropy-evidence.ts';

export const cases: ClaimCases = {
  supports: entropy({ apart: true }),
  refutes: entropy(),
  missing: evidence({ 'address-layout/entropy': {} }),
  notEngaged: entropy({ mmapBits: 0 }),
};
