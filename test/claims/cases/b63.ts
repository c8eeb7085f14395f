/** Evidence for B63, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'limits/requests';
const GIB = 2 ** 30;

/** The largest request granted, and the smallest refused, on a machine with 24 GiB. */
function requests(granted: number, refused: number | null): ClaimCases['supports'] {
  const facts = { memoryAndSwapBytes: 24 * GIB, overcommitMode: 0, largestGrantedBytes: granted };
  const one =
    refused === null
      ? { facts, missing: { smallestRefusedBytes: '64 TiB were granted' } }
      : { facts: { ...facts, smallestRefusedBytes: refused }, texts: { refused: 'Cannot allocate memory' } };
  return evidence({
    [stage]: {
      malloc: trials(3, one),
      noreserve: trials(3, { facts: { ...facts, largestGrantedBytes: 65_536 * GIB } }),
      pieces: trials(3, { facts: { ...facts, grantedInPiecesBytes: 96 * GIB } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: requests(65_536 * GIB, null),
  refutes: requests(24 * GIB, 25 * GIB),
  missing: evidence({ [stage]: { malloc: trials(3, {}) } }),
  notEngaged: requests(GIB, null),
};
