/** Evidence for B99, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fault-costs/resident-size';

function readings(oneThread: number, threads: number, grownBytes = 2 ** 20): ClaimCases['supports'] {
  const arm = (statmDifferenceBytes: number, workers: number) =>
    trials(3, {
      facts: {
        readings: 256,
        grownBytes,
        touchedBytes: 2 ** 20,
        workers,
        statusDifferenceBytes: 0,
        statmDifferenceBytes,
      },
    });
  return evidence({ [stage]: { 'one-thread': arm(oneThread, 1), threads: arm(threads, 2) } });
}

export const cases: ClaimCases = {
  supports: readings(0, 0),
  refutes: readings(0, 131_072),
  missing: evidence({
    [stage]: {
      'one-thread': trials(3, { unavailable: 'this kernel has no smaps_rollup' }),
      threads: trials(3, {}),
    },
  }),
  notEngaged: readings(0, 0, 0),
};
