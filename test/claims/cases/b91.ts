/** Evidence for B91, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function found(small: number, fresh: number, later: number, buffers = 400): ClaimCases['supports'] {
  const facts = {
    smallBuffers: buffers,
    laterSmallBuffersOld: small,
    firstLargePages: buffers > 0 ? 5120 : 0,
    laterLargePages: 4608,
    firstLargePagesUsed: fresh,
    laterLargePagesOld: later,
  };
  return evidence({ 'node-memory/stale': { 'alloc-unsafe': trials(3, { facts }) } });
}

export const cases: ClaimCases = {
  supports: found(250, 5120, 4608),
  refutes: found(250, 0, 4608),
  missing: evidence({
    'node-memory/stale': { 'alloc-unsafe': trials(3, { unavailable: 'the command did not end well' }) },
  }),
  notEngaged: found(0, 0, 0, 0),
  undecided: [found(0, 1, 0)],
};
