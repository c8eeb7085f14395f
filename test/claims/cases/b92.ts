/** Evidence for B92, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const bytes = 32 * 2 ** 20;

function buffer(allocated: number, filled: number) {
  return trials(3, {
    facts: { askedBytes: bytes, allocateRssGrowthBytes: allocated, fillRssGrowthBytes: filled },
    phases: { fill: { minorFaults: filled / 4096 } },
  });
}

function obtained(allocated: number, filled: number): ClaimCases['supports'] {
  return evidence({
    'node-memory/obtain': {
      'array-buffer': buffer(allocated, filled),
      'shared-array-buffer': buffer(0, bytes),
    },
  });
}

export const cases: ClaimCases = {
  supports: obtained(bytes, 0),
  refutes: obtained(65_536, bytes),
  missing: evidence({ 'node-memory/obtain': { 'shared-array-buffer': buffer(0, bytes) } }),
  notEngaged: obtained(0, 0),
  undecided: [obtained(bytes / 2, bytes / 2)],
};
