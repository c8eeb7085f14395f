/** Evidence for K11, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { type Execution, programArm } from '../program-evidence.ts';

function runs(executions: readonly Execution[], optimisedNs = 400): ClaimCases['supports'] {
  return evidence({
    'post-program/arguments': { unoptimised: programArm(executions) },
    'post-program/optimiser': { '-O2': programArm([{ argument: '8', mallocNs: optimisedNs }]) },
  });
}

const unmapped = { argument: '4096', sizeBytes: 0, mmapErrno: 22 };

export const cases: ClaimCases = {
  supports: runs([
    { argument: '1', sizeBytes: 1e6 },
    { ...unmapped, exitCode: -1, signal: 6 },
  ]),
  refutes: runs([{ argument: '1' }, unmapped], 0),
  missing: evidence({ 'post-program/arguments': {} }),
  notEngaged: runs([{ argument: '1' }]),
};
