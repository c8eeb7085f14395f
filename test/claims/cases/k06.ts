/** Evidence for K06, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function pairs(firstNs: number, faults = 2048): ClaimCases['supports'] {
  const samples = (ns: number) =>
    Array.from({ length: 12 }, (_, i) => ({ durationNs: ns * (1 + 0.001 * (i % 5)), minorFaults: faults }));
  const arm = trials(3, {
    facts: { pairs: 12, sizeBytes: 8 * 2 ** 20, pageBytes: 4096 },
    phases: { first: samples(firstNs), second: samples(3e6) },
  });
  return evidence({ 'malloc-or-mmap/position': { 'mmap twice': arm } });
}

export const cases: ClaimCases = {
  supports: pairs(3e6),
  refutes: pairs(3.3e6),
  missing: evidence({ 'malloc-or-mmap/position': {} }),
  notEngaged: pairs(3.3e6, 0),
  undecided: [pairs(3.03e6), pairs(2.5e6)],
};
