/** Evidence for K10, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/same-advice';
const sizeBytes = 32 * 2 ** 20;

function buffers(spannedPages: number, pageOffsetBytes: number, minorFaults = 16): ClaimCases['supports'] {
  const arm = (pages: number, offset: number) =>
    trials(3, {
      facts: { sizeBytes, spannedPages: pages, pageOffsetBytes: offset, hugeBytes: sizeBytes },
      phases: { touch: { minorFaults } },
    });
  return evidence({ [stage]: { malloc: arm(spannedPages, pageOffsetBytes), mmap: arm(8192, 0) } });
}

export const cases: ClaimCases = {
  supports: buffers(8192, 0),
  refutes: buffers(8193, 16),
  missing: evidence({ [stage]: { malloc: trials(3, { phases: { touch: { minorFaults: 1 } } }) } }),
  notEngaged: buffers(8193, 16, 0),
};
