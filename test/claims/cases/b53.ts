/** Evidence for B53, four faces of it. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

function scans(sequentialNs: number, residentBefore = 0): ClaimCases['supports'] {
  const facts = { pages: 1024, residentBefore: 0, mostResidentBefore: residentBefore };
  return evidence({
    'demand-paging/scan': {
      normal: timesAround(15, 'touch', 4e6, { facts }),
      sequential: timesAround(15, 'touch', sequentialNs, { facts: { ...facts, advised: 1 } }),
      control: timesAround(15, 'touch', 4e6, { facts }),
    },
  });
}

export const cases: ClaimCases = {
  supports: scans(3e6),
  refutes: scans(4e6),
  missing: evidence({ 'demand-paging/scan': {} }),
  notEngaged: scans(3e6, 5),
  undecided: [scans(4e6 / 1.1)],
};
