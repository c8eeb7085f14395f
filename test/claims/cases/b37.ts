/** Evidence for B37, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/folios';

function folios(
  touchMs: number,
  faultUs: number,
  { minorFaults = 512, hugeBytes = 2 ** 26 } = {},
): ClaimCases['supports'] {
  const arm = (ms: number, us: number, faults: number, bytes: number) =>
    trials(15, (block) => ({
      facts: { hugeBytes: bytes },
      phases: {
        touch: { durationNs: ms * (1e6 + 1e4 * (block % 5)), minorFaults: faults },
        'fault-median': { durationNs: us * 1e3 },
      },
    }));
  return evidence({
    [stage]: {
      '4 KiB': arm(10, 1.2, 8192, 0),
      '64 KiB': arm(touchMs, faultUs, minorFaults, 0),
      '2048 KiB': arm(1.4, 85, 16, hugeBytes),
      control: arm(10, 1.2, 8192, 0),
    },
  });
}

export const cases: ClaimCases = {
  supports: folios(3, 5),
  refutes: folios(9, 5),
  missing: evidence({ [stage]: 'changes settings of the machine' }),
  notEngaged: folios(10, 1.2, { minorFaults: 8192 }),
  undecided: [folios(8, 5), folios(3, 42.5), folios(3, 5, { hugeBytes: 0 })],
};
