/** Evidence for B98, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fault-costs/counts';
const touchedPages = 2048;
const ways = ['sequential', 'huge-sequential', 'file', 'read-then-write', 'populated'];

function counts(faults: number, others = faults): ClaimCases['supports'] {
  const arm = (minorFaults: number) =>
    trials(3, { facts: { touchedPages }, phases: { touch: { minorFaults } } });
  return evidence({
    [stage]: Object.fromEntries(ways.map((way) => [way, arm(way === 'sequential' ? faults : others)])),
  });
}

export const cases: ClaimCases = {
  supports: counts(touchedPages),
  refutes: counts(touchedPages, 4),
  missing: evidence({
    [stage]: { sequential: trials(3, { facts: { touchedPages }, phases: { touch: {} } }) },
  }),
  notEngaged: counts(0),
};
