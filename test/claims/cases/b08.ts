/** Evidence for B08, four faces of it, and one between. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';
import { contents, pages, sizeBytes } from '../contents-evidence.ts';

function readings(bytes: number, ratio: number, touchFaults = pages): ClaimCases['supports'] {
  const facts = { sizeBytes: 2 ** 25, residentBytes: 2 ** 25 };
  return evidence({
    'untouched-memory/contents': {
      'calloc-read': contents({ touchFaults, touchAnonymousBytes: bytes, frames: 1 }),
    },
    'untouched-memory/reading': {
      written: timesAround(15, 'later read', 1e6, { facts }),
      untouched: timesAround(15, 'later read', ratio * 1e6, { facts }),
    },
  });
}

export const cases: ClaimCases = {
  supports: readings(0, 0.2),
  refutes: readings(sizeBytes, 1),
  missing: evidence({ 'untouched-memory/contents': { 'calloc-read': contents({ touchFaults: pages }) } }),
  notEngaged: readings(0, 0.2, 0),
  undecided: [readings(0, 0.8)],
};
