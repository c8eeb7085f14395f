/** Evidence for K03, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { type Execution, programArm } from '../program-evidence.ts';

function runs(executions: readonly Execution[]): ClaimCases['supports'] {
  return evidence({ 'post-program/arguments': { unoptimised: programArm(executions) } });
}

const unmapped = { argument: '4096', sizeBytes: 0, mmapErrno: 22 };

export const cases: ClaimCases = {
  supports: runs([{ argument: '1' }, { ...unmapped, exitCode: 1, mmapNs: -1, said: true }]),
  refutes: runs([{ argument: '1' }, { ...unmapped, mmapNs: 1000 }]),
  missing: evidence({ 'post-program/arguments': 'there is no C compiler' }),
  notEngaged: runs([{ argument: '1' }]),
};
