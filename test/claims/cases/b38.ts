/** Evidence for B38, four faces of it. */
import { chased } from '../chased.ts';
import { type ClaimCases, evidence } from '../constructed.ts';

const stage = 'random-access/chase';
const times = (smallMs: number, hugeMs: number, hugeBytes?: number) =>
  evidence({ [stage]: chased(smallMs * 1e6, hugeMs * 1e6, hugeBytes) });

export const cases: ClaimCases = {
  supports: times(46, 40),
  refutes: times(40, 40),
  missing: evidence({ [stage]: 'asks for more memory than the machine has to spare' }),
  notEngaged: times(40, 40, 0),
};
