/** Evidence for B23, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const pages = 2048;
const facts = { touchedPages: pages, residentBytes: 8 * 2 ** 20 };

function touches(hugeNs: number, hugeBytes = 8 * 2 ** 20): ClaimCases['supports'] {
  const arm = (ns: number, minorFaults: number, huge: number) =>
    trials(15, (block) => ({
      facts: { ...facts, hugeBytes: huge },
      phases: { touch: { durationNs: ns * (100 + (block % 3)), minorFaults } },
    }));
  return evidence({ 'fault-costs/costs': { write: arm(30_000, pages, 0), huge: arm(hugeNs, 4, hugeBytes) } });
}

export const cases: ClaimCases = {
  supports: touches(20_000),
  refutes: touches(3000),
  missing: evidence({ 'fault-costs/costs': 'no memory to spare' }),
  notEngaged: touches(3000, 0),
  undecided: [touches(15_000)],
};
