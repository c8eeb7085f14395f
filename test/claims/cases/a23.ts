/** Evidence for A23, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function settings(mallocHuge: number, mmapHuge: number, hugeBytes = 2 ** 24): ClaimCases['supports'] {
  const arm = (faults: number, huge: number) =>
    trials(3, {
      facts: { hugeBytes: huge },
      phases: { allocate: { minorFaults: 0 }, touch: { minorFaults: faults } },
    });
  return evidence({
    'malloc-or-mmap/settings': {
      malloc: arm(4097, 0),
      mmap: arm(4096, 0),
      'malloc, huge pages': arm(mallocHuge, hugeBytes),
      'mmap, huge pages': arm(mmapHuge, hugeBytes),
    },
  });
}

export const cases: ClaimCases = {
  supports: settings(8, 8),
  refutes: settings(520, 8),
  missing: evidence({ 'malloc-or-mmap/settings': {} }),
  notEngaged: settings(4097, 4096, 0),
};
