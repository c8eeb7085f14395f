/** Evidence for B66, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const GIB = 2 ** 30;

function asked(totalBytes: number, obtainedBytes: number) {
  return trials(3, {
    facts: { askedBytes: 3 * GIB, totalBytes, obtainedBytes },
    texts: { constrainedMemory: '18446744073709552000' },
  });
}

function limited(totalBytes: number, obtainedBytes: number, otherwise = 3 * GIB): ClaimCases['supports'] {
  const arms = { unlimited: asked(24 * GIB, otherwise), limited: asked(totalBytes, obtainedBytes) };
  return evidence({ 'node-memory/limit': arms });
}

export const cases: ClaimCases = {
  supports: limited(3 * GIB, 2 * GIB),
  refutes: limited(24 * GIB, 2 * GIB),
  missing: evidence({ 'node-memory/limit': { limited: asked(24 * GIB, 2 * GIB) } }),
  notEngaged: limited(24 * GIB, 3 * GIB),
  undecided: [limited(24 * GIB, 2 * GIB, 2 * GIB)],
};
