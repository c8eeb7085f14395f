/** Evidence for K08, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const sizeBytes = 16 * 2 ** 20;

function halves(allocateNs: number, touchNs: number, residentBytes = sizeBytes): ClaimCases['supports'] {
  const half = trials(3, {
    facts: { sizeBytes, residentBytes },
    phases: {
      allocate: { durationNs: allocateNs },
      touch: { durationNs: touchNs, minorFaults: 4096 },
      release: { durationNs: 1e6 },
    },
  });
  return evidence({ 'malloc-or-mmap/ways': { 'malloc, zeros': half, 'mmap, ones': half } });
}

export const cases: ClaimCases = {
  supports: halves(6e6, 1e6),
  refutes: halves(1e4, 6e6),
  missing: evidence({ 'malloc-or-mmap/ways': {} }),
  notEngaged: halves(1e4, 6e6, 0),
  undecided: [halves(3e6, 3e6)],
};
