/** Evidence for B24, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const pages = 2048;

function ways(populatedNs: number, faultsLeft = 0): ClaimCases['supports'] {
  const arm = (ns: number, minorFaults: number) =>
    trials(15, (block) => ({
      facts: { touchedPages: pages },
      phases: { ready: { durationNs: ns * (100 + (block % 3)) }, touch: { minorFaults } },
    }));
  return evidence({
    'fault-costs/costs': {
      write: arm(30_000, pages),
      'map-populate': arm(20_000, 0),
      'madvise-populate': arm(populatedNs, faultsLeft),
    },
  });
}

export const cases: ClaimCases = {
  supports: ways(21_000),
  refutes: ways(36_000),
  missing: evidence({
    'fault-costs/costs': {
      write: trials(15, { facts: { touchedPages: pages }, phases: { touch: { minorFaults: pages } } }),
      'map-populate': trials(15, { unavailable: 'no memory to spare' }),
    },
  }),
  notEngaged: ways(21_000, pages),
  undecided: [ways(30_000)],
};
