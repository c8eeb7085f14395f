/** Evidence for A17, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';
import { contents, pages, sizeBytes } from '../contents-evidence.ts';

const written = contents({ touchAnonymousBytes: sizeBytes, touchFaults: pages });

function blocks(recycledFaults: number, obtained: number, reused = 1): ClaimCases['supports'] {
  return evidence({
    'untouched-memory/contents': {
      fresh: contents(),
      'fresh-read': contents({ touchFaults: pages }),
      'fresh-write': written,
      'recycled-write': contents({ reused, touchFaults: recycledFaults }),
      perturbed: contents({ obtainAnonymousBytes: obtained }),
      locked: trials(3, { failed: { call: 'mlockall(MCL_FUTURE)', errno: 1, message: 'not permitted' } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: blocks(pages, 8192),
  refutes: blocks(1, sizeBytes),
  missing: evidence({ 'untouched-memory/contents': { 'recycled-write': contents({ reused: 1 }) } }),
  notEngaged: blocks(1, sizeBytes, 0),
};
