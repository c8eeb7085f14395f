/** Evidence for K12, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { type Execution, killedBy, programArm, refusing } from '../program-evidence.ts';

function limited(execution: Execution): ClaimCases['supports'] {
  return evidence({
    'post-program/limited': { '32 MiB of address space': programArm([execution]) },
    'post-program/memory-limit': 'settings of the system may not be changed',
  });
}

export const cases: ClaimCases = {
  supports: limited(refusing('64')),
  refutes: limited(killedBy('64', 11)),
  missing: evidence({ 'post-program/limited': {} }),
  notEngaged: limited({ argument: '64' }),
};
