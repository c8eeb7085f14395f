/** Evidence for B50, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function loaded(residentAfter: number, residentBefore = 0): ClaimCases['supports'] {
  const facts = { pages: 4096, residentBefore, residentAfter, touchedPages: 1, readAheadBytes: 131_072 };
  return evidence({
    'demand-paging/one-byte': {
      read: trials(3, { facts }),
      random: trials(3, { facts: { ...facts, residentAfter: 1, advised: 1 } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: loaded(1),
  refutes: loaded(32),
  missing: evidence({
    'demand-paging/one-byte': { read: trials(3, { unavailable: 'no page can be cold there' }) },
  }),
  notEngaged: loaded(32, 1),
};
