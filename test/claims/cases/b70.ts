/** Evidence for B70, four faces of it. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

/** What the arm took, by how many workers, in how many of the faults expected. */
function worked(ns: number, workers = 4, minorFaults = 8192): ArmEvidence {
  return timesAround(15, 'work', ns, { facts: { workers, minorFaults, expectedFaults: 8192 } });
}

function faults(threadsNs: number, computeNs = 1e6, workers = 4): ClaimCases['supports'] {
  return evidence({
    'threads/together': {
      'fault-threads': worked(threadsNs, workers),
      'fault-processes': worked(3e6, workers),
      'compute-alone': worked(1e6, 1),
      'compute-threads': worked(computeNs, workers),
    },
  });
}

export const cases: ClaimCases = {
  supports: faults(6e6),
  refutes: faults(3.1e6),
  missing: evidence({ 'threads/together': { 'fault-threads': worked(3e6) } }),
  notEngaged: faults(6e6, 2e6),
  undecided: [faults(6e6, 1e6, 2), faults(3.75e6)],
};
