/** Evidence for B100, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function times(callsNs: number, faultsNs: number, tracedLines = 1): ClaimCases['supports'] {
  const arm = (calls: number, faults: number) =>
    trials(15, (block) => ({
      facts: { tracedLines },
      phases: {
        calls: { durationNs: calls * (1 + 0.01 * ((block % 5) - 2) * Number(calls > 20e3)) },
        faults: { durationNs: faults * (1 + 0.001 * (block % 5)) },
      },
    }));
  return evidence({
    'post-program/strace-times': {
      alone: arm(20e3, 1.5e6),
      'under strace': arm(callsNs, faultsNs),
      control: arm(20e3, 1.5e6),
    },
  });
}

export const cases: ClaimCases = {
  supports: times(20.1e3, 1.5e6),
  refutes: times(4e6, 1.5e6),
  missing: evidence({ 'post-program/strace-times': 'strace is not installed' }),
  notEngaged: times(4e6, 1.5e6, 0),
  undecided: [times(30e3, 1.5e6)],
};
