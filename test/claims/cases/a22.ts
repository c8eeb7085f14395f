/** Evidence for A22, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function traced(touchCalls: number, smallCalls: number, marks = 4): ClaimCases['supports'] {
  const facts = {
    marks,
    grownBytes: 16 * 2 ** 20,
    smallMallocs: 1000,
    mallocCalls: 1,
    touchCalls,
    smallCalls,
  };
  const arm = trials(3, { facts, lists: { touchFaults: [4096] } });
  return evidence({ 'post-program/strace': { 'under strace': arm } });
}

export const cases: ClaimCases = {
  supports: traced(4096, 1000),
  refutes: traced(0, 0),
  missing: evidence({
    'post-program/strace': {
      'under strace': trials(3, { unavailable: 'strace may not be allowed to trace' }),
    },
  }),
  notEngaged: traced(0, 0, 0),
};
