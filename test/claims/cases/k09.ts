/** Evidence for K09, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { programArm } from '../program-evidence.ts';

function firstHalf(...mallocFaults: number[]): ClaimCases['supports'] {
  const arm = programArm(mallocFaults.map((faults) => ({ argument: '8', mallocFaults: faults })));
  return evidence({ 'post-program/first-half': { 'lazy binding': arm, 'bound at start': arm } });
}

export const cases: ClaimCases = {
  supports: firstHalf(2049),
  refutes: firstHalf(2050, 2051),
  missing: evidence({ 'post-program/first-half': {} }),
  notEngaged: firstHalf(6),
  undecided: [firstHalf(2049, 2050)],
};
