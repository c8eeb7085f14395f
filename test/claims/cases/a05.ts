/** Evidence for A05, four faces of it. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const requestedBytes = 1_024_000;

function heap(breakBytes: number, facts: Readonly<Record<string, number>> = {}): ArmEvidence {
  const mappedBytes = breakBytes === 0 ? 2 ** 20 : 0;
  return trials(3, { facts: { glibcMalloc: 1, requestedBytes, breakBytes, mappedBytes, ...facts } });
}

function heaps(elsewhere: number, engaged = 1, main = 1_081_344): ClaimCases['supports'] {
  return evidence({
    'threshold/heap': {
      main: heap(main),
      thread: heap(elsewhere, { inThread: engaged }),
      blocked: heap(elsewhere, { breakRefused: engaged }),
      hugetlb: heap(elsewhere),
    },
  });
}

export const cases: ClaimCases = {
  supports: heaps(1_081_344),
  refutes: heaps(0),
  missing: evidence({ 'threshold/heap': { main: heap(1_081_344) } }),
  notEngaged: heaps(0, 0),
};
