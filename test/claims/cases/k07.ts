/** Evidence for K07, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { type Execution, programArm } from '../program-evidence.ts';

function byHand(executions: readonly Execution[]): ClaimCases['supports'] {
  return evidence({ 'post-program/five-runs': { 'by hand': programArm(executions, 1) } });
}

const sizes = [1, 2, 4, 8];

export const cases: ClaimCases = {
  supports: byHand(Array.from({ length: 20 }, (_, i) => ({ argument: String(sizes[i % 4]) }))),
  refutes: byHand(Array.from({ length: 5 }, () => ({ argument: '8' }))),
  missing: evidence({ 'post-program/five-runs': {} }),
  notEngaged: byHand(Array.from({ length: 5 }, () => ({ argument: '8', mallocNs: -1 }))),
};
