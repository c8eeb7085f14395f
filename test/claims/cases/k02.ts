/** Evidence for K02, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { type Execution, killedBy, programArm } from '../program-evidence.ts';

function runs(executions: readonly Execution[]): ClaimCases['supports'] {
  return evidence({ 'post-program/arguments': { unoptimised: programArm(executions) } });
}

export const cases: ClaimCases = {
  supports: runs([{ argument: '1' }, { argument: '4097' }]),
  refutes: runs([{ argument: '1' }, { argument: '4097', sizeBytes: 2 ** 20 }]),
  missing: evidence({ 'post-program/arguments': {} }),
  notEngaged: runs([killedBy('1', 11), { argument: '4097', sizeBytes: 2 ** 20 }]),
};
