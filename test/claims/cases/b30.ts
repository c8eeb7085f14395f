/** Evidence for B30, four faces of it. */
import { type ClaimCases, evidence, timesAround, trials } from '../constructed.ts';

const stage = 'huge-pages/first-touch';
const sizeBytes = 32 * 2 ** 20;

function touches(
  smallNs: number,
  hugeNs: number,
  { hugeBytes = sizeBytes, faults = 16 } = {},
): ClaimCases['supports'] {
  const arm = (bytes: number, minorFaults: number, ns: number) =>
    trials(15, (block) => ({
      facts: { sizeBytes, hugeBytes: bytes },
      phases: { touch: { minorFaults, durationNs: ns * (1 + 0.01 * (block % 5)) } },
    }));
  return evidence({
    [stage]: {
      'small pages': arm(0, 8192, smallNs),
      'huge pages': arm(hugeBytes, faults, hugeNs),
      control: arm(0, 8192, smallNs),
    },
  });
}

export const cases: ClaimCases = {
  supports: touches(10e6, 2e6),
  refutes: touches(10e6, 9e6),
  missing: evidence({ [stage]: { 'small pages': timesAround(15, 'touch', 1e6) } }),
  notEngaged: touches(10e6, 10e6, { hugeBytes: 0, faults: 8192 }),
  undecided: [touches(10e6, 10e6 / 1.5)],
};
