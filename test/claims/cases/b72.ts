/** Evidence for B72: interrupts and times of munmap beside no, a sleeping and a running thread. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, timesAround, trials } from '../constructed.ts';

function calls(ns: number, tlbInterrupts: number, otherTurns: number): ArmEvidence {
  return timesAround(15, 'release', ns, { facts: { operations: 600, tlbInterrupts, otherTurns } });
}

function beside(running: ArmEvidence): ClaimCases['supports'] {
  return evidence({
    'release/beside-a-thread': {
      'munmap, none': calls(2e6, 1, 0),
      'munmap, sleeping': calls(2e6, 1, 0),
      'munmap, running': running,
    },
  });
}

export const cases: ClaimCases = {
  supports: beside(calls(7e6, 590, 1e6)),
  refutes: beside(calls(2e6, 0, 1e6)),
  missing: beside(trials(15, { unavailable: 'there is only one processor to run on' })),
  notEngaged: beside(calls(2e6, 0, 0)),
  undecided: [beside(calls(7e6, 60, 1e6)), beside(calls(2.2e6, 590, 1e6))],
};
