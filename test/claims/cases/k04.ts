/** Evidence for K04, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { type Execution, killedBy, programArm, refusing } from '../program-evidence.ts';

function runs(executions: readonly Execution[]): ClaimCases['supports'] {
  return evidence({ 'post-program/arguments': { unoptimised: programArm(executions) } });
}

export const cases: ClaimCases = {
  supports: runs([{ argument: '1' }, refusing('abc'), refusing('(none)')]),
  refutes: runs([{ argument: '1' }, { argument: 'abc', sizeBytes: 0 }, killedBy('(none)', 11)]),
  missing: evidence({ 'post-program/arguments': {} }),
  notEngaged: runs([killedBy('1', 11), refusing('abc')]),
};
