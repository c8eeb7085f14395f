/** Evidence for A18, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { contents, sizeBytes } from '../contents-evidence.ts';

function blocks(freshOther: number, byteBytes: number, reused = 1): ClaimCases['supports'] {
  return evidence({
    'untouched-memory/contents': {
      fresh: contents({ otherBytes: freshOther }),
      recycled: contents({ reused, otherBytes: sizeBytes }),
      'fresh-write': contents({ touchAnonymousBytes: byteBytes }),
      'fresh-write-all': contents({ touchAnonymousBytes: sizeBytes }),
    },
  });
}

export const cases: ClaimCases = {
  supports: blocks(17, sizeBytes / 2),
  refutes: blocks(0, sizeBytes),
  missing: evidence({ 'untouched-memory/contents': { fresh: contents() } }),
  notEngaged: blocks(0, sizeBytes, 0),
};
