/** Evidence for A19, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function loaded(read: number, write: number, residentBefore = 0): ClaimCases['supports'] {
  const of = (residentAfter: number) =>
    trials(3, { facts: { pages: 4096, residentBefore, residentAfter, touchedPages: 1 } });
  return evidence({
    'demand-paging/one-byte': { read: of(read), write: of(write), 'overwrite page': of(write) },
  });
}

export const cases: ClaimCases = {
  supports: loaded(0, 2048),
  refutes: loaded(2048, 2048),
  missing: evidence({ 'demand-paging/one-byte': {} }),
  notEngaged: loaded(4096, 4096, 12),
  undecided: [loaded(0, 0)],
};
