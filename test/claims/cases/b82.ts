/** Evidence for B82, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { entropy } from '../entropy-evidence.ts';

export const cases: ClaimCases = {
  supports: entropy({ largeStepBytes: 4096 }),
  refutes: entropy(),
  missing: evidence({ 'address-layout/entropy': 'nothing can be executed' }),
  notEngaged: entropy({ mmapBits: 4 }),
};
