/** Evidence for B21, four faces of it, and one between. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const objects = 500;

/** Times that scatter by as much around `ns`, three blocks a round. */
function one(ns: number, minorFaults: number, scatter = 0.01): ArmEvidence {
  return trials(15, (block) => ({
    facts: { objects },
    phases: { objects: { durationNs: Math.round(ns * (1 + scatter * ((block % 3) - 1))), minorFaults } },
  }));
}

function compared(ratio: number, faults = objects, scatter = 0.01): ClaimCases['supports'] {
  return evidence({
    'threshold/small-objects': { malloc: one(7000, 0), mmap: one(ratio * 7000, faults, scatter) },
  });
}

export const cases: ClaimCases = {
  supports: compared(400),
  refutes: compared(3),
  missing: evidence({ 'threshold/small-objects': { malloc: one(7000, 0) } }),
  notEngaged: compared(400, 0),
  undecided: [compared(10, objects, 0.3)],
};
