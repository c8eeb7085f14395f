/** Evidence for B49, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { readOrMap } from '../read-or-map-evidence.ts';

export const cases: ClaimCases = {
  supports: readOrMap(0.5e6, 0.6e6),
  refutes: readOrMap(8e6, 0.6e6),
  missing: evidence({ 'file-read/one-page': 'no room on the file system' }),
  notEngaged: readOrMap(0.5e6, 0.6e6, 0),
  undecided: [readOrMap(1.02e6, 0.6e6)],
};
