/** Evidence for A11: faults of later rounds, by allocator. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function rounds(faults: number, keptBytes = 0): ArmEvidence {
  return trials(15, {
    facts: { laterCycles: 3, touchedPages: 1024, blockBytes: 2 ** 24, keptBytes },
    phases: { later: { minorFaults: 3 * faults } },
  });
}

function both(mmap: number, glibc: number, keptBytes = 0): ClaimCases['supports'] {
  const arms = { mmap: rounds(mmap), glibc: rounds(glibc, keptBytes) };
  return evidence({ 'allocators/cycles': arms, 'allocators/large-cycles': arms });
}

export const cases: ClaimCases = {
  supports: both(1024, 1500),
  refutes: both(1024, 0, 2 ** 22),
  missing: evidence({ 'allocators/cycles': { mmap: rounds(1024) } }),
  notEngaged: both(2, 2),
};
