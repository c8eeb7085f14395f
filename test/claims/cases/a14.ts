/** Evidence for A14, four faces of it. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

const sizeBytes = 33 * 2 ** 20;

function alone(mallocNs: number, residentBytes = sizeBytes, controlNs = mallocNs): ClaimCases['supports'] {
  const arm = (ns: number) => timesAround(21, 'fill', ns, { facts: { sizeBytes, residentBytes } });
  return evidence({
    'malloc-or-mmap/alone': { malloc: arm(mallocNs), mmap: arm(12e6), control: arm(controlNs) },
  });
}

export const cases: ClaimCases = {
  supports: alone(18e6),
  refutes: alone(12e6),
  missing: evidence({ 'malloc-or-mmap/alone': {} }),
  notEngaged: alone(12e6, 4096),
  undecided: [alone(14.4e6), alone(12e6, sizeBytes, 18e6)],
};
