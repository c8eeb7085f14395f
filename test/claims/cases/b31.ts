/** Evidence for B31, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/same-advice';
const MIB = 2 ** 20;

function given(mallocMib: number, mmapMib: number): ClaimCases['supports'] {
  const arm = (hugeMib: number) =>
    trials(3, {
      facts: { sizeBytes: 32 * MIB, hugeBytes: hugeMib * MIB },
      phases: { touch: { minorFaults: 16 } },
    });
  const less = Math.min(mallocMib, mmapMib);
  return evidence({
    [stage]: {
      malloc: arm(mallocMib),
      'malloc, a page more': arm(less),
      mmap: arm(mmapMib),
      'mmap, a page more': arm(less),
    },
  });
}

export const cases: ClaimCases = {
  supports: given(32, 32),
  refutes: given(30, 32),
  missing: evidence({ [stage]: { malloc: trials(3, {}) } }),
  notEngaged: given(0, 0),
};
