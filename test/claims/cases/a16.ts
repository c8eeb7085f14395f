/** Evidence for A16, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const sizeBytes = 33 * 2 ** 20;

/** Times that change from block to block by about this part of themselves, more or less, in an order of their own. */
function scattered(blocks: number, part: number, irrational: number, residentBytes = sizeBytes) {
  return trials(blocks, (block) => ({
    facts: { sizeBytes, residentBytes },
    phases: { fill: { durationNs: 12e6 * (1 + part * (((block + 1) * irrational) % 1)) } },
  }));
}

function stage(blocks: number, part: number, residentBytes?: number): ClaimCases['supports'] {
  const malloc = scattered(blocks, part, 0.618, residentBytes);
  return evidence({
    'malloc-or-mmap/dispersion': { malloc, mmap: scattered(blocks, 0.01, 0.414), control: malloc },
  });
}

export const cases: ClaimCases = {
  supports: stage(160, 0.3),
  refutes: stage(160, 0.01),
  missing: evidence({ 'malloc-or-mmap/dispersion': {} }),
  notEngaged: stage(160, 0.3, 4096),
  undecided: [stage(21, 0.3), stage(21, 0.01)],
};
