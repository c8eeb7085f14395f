/** Evidence for B41, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/policy';
const sizeBytes = 16 * 2 ** 20;

function seen(found: number, afterExec: number, privileged = 0): ClaimCases['supports'] {
  const arm = (advisedHugeBytes: number) => trials(3, { facts: { sizeBytes, advisedHugeBytes, privileged } });
  return evidence({
    [stage]: {
      'as found': arm(found),
      'disabled by itself': arm(0),
      'disabled before fork': arm(0),
      'disabled before exec': arm(afterExec),
    },
  });
}

export const cases: ClaimCases = {
  supports: seen(sizeBytes, 0),
  refutes: seen(sizeBytes, sizeBytes),
  missing: evidence({
    [stage]: { 'as found': trials(3, { facts: { sizeBytes, privileged: 0, advisedHugeBytes: 1 } }) },
  }),
  notEngaged: seen(0, 0),
  undecided: [seen(sizeBytes, 0, 1)],
};
