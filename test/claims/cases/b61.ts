/** Evidence for B61: what MADV_FREE leaves, and what using the memory again takes. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

const MIB = 2 ** 20;

function freed(faults: number, cycleNs: number, lazyFreeBytes = 8 * MIB): ClaimCases['supports'] {
  const facts = { sizeBytes: 8 * MIB, pages: 2048, residentAfterBytes: 8 * MIB, lazyFreeBytes };
  return evidence({
    'release/ways': {
      dontneed: timesAround(15, 'cycle', 3e6, { phases: { 'use-again': { minorFaults: 2048 } } }),
      'madv-free': timesAround(15, 'cycle', cycleNs, {
        facts,
        phases: { 'use-again': { minorFaults: faults } },
      }),
    },
  });
}

export const cases: ClaimCases = {
  supports: freed(0, 2e5),
  refutes: freed(2048, 3e6),
  missing: evidence({ 'release/ways': { dontneed: timesAround(15, 'cycle', 3e6) } }),
  notEngaged: freed(0, 2e5, 0),
  undecided: [freed(0, 2.4e6)],
};
