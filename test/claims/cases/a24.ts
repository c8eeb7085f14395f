/** Evidence for A24, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { readOrMap } from '../read-or-map-evidence.ts';

export const cases: ClaimCases = {
  supports: readOrMap(8e6, 2e6),
  refutes: readOrMap(8e6, 0.6e6),
  missing: evidence({ 'file-read/one-page': 'no room on the file system' }),
  notEngaged: readOrMap(8e6, 0.6e6, 63),
  undecided: [readOrMap(8e6, 1.02e6)],
};
