/** Evidence for A13, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const sizeBytes = 16 * 2 ** 20;

function ways(mallocBytes: number, mmapBytes: number): ClaimCases['supports'] {
  const buffer = (residentBytes: number) =>
    trials(3, {
      facts: { sizeBytes, residentBytes },
      phases: { allocate: {}, touch: { minorFaults: residentBytes / 4096 } },
    });
  return evidence({
    'malloc-or-mmap/ways': {
      'malloc, zeros': buffer(mallocBytes),
      'mmap, ones': buffer(mmapBytes),
      'mmap, untouched': buffer(0),
      'calloc, untouched': buffer(4096),
    },
  });
}

export const cases: ClaimCases = {
  supports: ways(sizeBytes, 0),
  refutes: ways(sizeBytes, sizeBytes),
  missing: evidence({ 'malloc-or-mmap/ways': {} }),
  notEngaged: ways(0, sizeBytes),
};
