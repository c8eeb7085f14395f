/** Evidence for B71, four faces of it. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

/** What the arm took, by how many workers, in how many of the faults expected. */
function worked(ns: number, workers = 4, minorFaults = 8192): ArmEvidence {
  return timesAround(15, 'work', ns, { facts: { workers, minorFaults, expectedFaults: 8192 } });
}

function maps(threadsNs: number, faults = 8192, workers = 4): ClaimCases['supports'] {
  return evidence({
    'threads/together': {
      'map-threads': worked(threadsNs, workers),
      'map-processes': worked(3e6, workers),
      'map-touch-threads': worked(2 * threadsNs, workers, faults),
      'map-touch-processes': worked(4e6, workers),
      'compute-alone': worked(1e6, 1),
      'compute-threads': worked(1e6, workers),
    },
  });
}

export const cases: ClaimCases = {
  supports: maps(9e6),
  refutes: maps(3.1e6),
  missing: evidence({ 'threads/together': { 'map-threads': worked(3e6), 'map-processes': worked(3e6) } }),
  notEngaged: maps(9e6, 0),
  undecided: [maps(9e6, 8192, 2), maps(4.5e6)],
};
