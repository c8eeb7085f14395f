/** Evidence for B26, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fault-costs/counts';

function orders(random: number, again: number, sequential = 2048): ClaimCases['supports'] {
  const arm = (first: number, second = 0) =>
    trials(3, { phases: { touch: { minorFaults: first }, again: { minorFaults: second } } });
  return evidence({
    [stage]: {
      sequential: arm(sequential),
      backward: arm(sequential),
      stride: arm(sequential, again),
      random: arm(random),
      'huge-sequential': arm(4),
      'huge-random': arm(4),
    },
  });
}

export const cases: ClaimCases = {
  supports: orders(2049, 1),
  refutes: orders(2048, 300),
  missing: evidence({ [stage]: { sequential: trials(3, { phases: { touch: {}, again: {} } }) } }),
  notEngaged: orders(0, 0, 0),
};
