/** Evidence for B57, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function later(untouchedSeen: number, loaded = 32): ClaimCases['supports'] {
  const facts = { loaded, writes: 32, untouchedSeen, loadedSeen: untouchedSeen, storedSeen: 0 };
  const arm = trials(3, { facts });
  return evidence({ 'file-mappings/coherence': { private: arm, 'memfd private': arm } });
}

export const cases: ClaimCases = {
  supports: later(0),
  refutes: later(32),
  missing: evidence({ 'file-mappings/coherence': { private: trials(3, { facts: { writes: 32 } }) } }),
  notEngaged: later(32, 0),
};
