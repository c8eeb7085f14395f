/** Evidence for B60, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function stores(after: number, again = 0): ClaimCases['supports'] {
  const phases = {
    store: { minorFaults: 1024 },
    'store-again': { minorFaults: again },
    'store-after-writeback': { minorFaults: after },
  };
  return evidence({ 'file-mappings/writeback': { shared: trials(3, { phases }) } });
}

export const cases: ClaimCases = {
  supports: stores(1024),
  refutes: stores(0),
  missing: evidence({
    'file-mappings/writeback': { shared: trials(3, { unavailable: 'nothing is written back' }) },
  }),
  notEngaged: stores(1024, 1024),
  undecided: [stores(512)],
};
