/** Evidence for B73, four faces of it. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

/** What the arm took, by how many workers, in how many of the faults expected. */
function worked(ns: number, workers = 4, minorFaults = 8192): ArmEvidence {
  return timesAround(15, 'work', ns, { facts: { workers, minorFaults, expectedFaults: 8192 } });
}

function parts(threadsNs: number, faults = 8192, workers = 4): ClaimCases['supports'] {
  return evidence({
    'threads/together': {
      'fault-threads': worked(threadsNs, workers, faults),
      'fault-alone': worked(3e6, 1),
      'compute-alone': worked(1e6, 1),
      'compute-threads': worked(1e6, workers),
    },
  });
}

export const cases: ClaimCases = {
  supports: parts(3.2e6),
  refutes: parts(9e6),
  missing: evidence({ 'threads/together': { 'fault-threads': worked(3e6) } }),
  notEngaged: parts(3.2e6, 0),
  undecided: [parts(3.2e6, 8192, 2), parts(4.5e6)],
};
