/** Evidence for K05, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { programArm } from '../program-evidence.ts';

const optimised = ['-O1', '-O2', '-O3', '-O2, escaping'];

function levels(plainFaults: number, optimisedFaults: number): ClaimCases['supports'] {
  const arm = (mallocFaults: number) => programArm([{ argument: '8', mallocFaults }]);
  return evidence({
    'post-program/optimiser': Object.fromEntries([
      ['-O0', arm(plainFaults)],
      ...optimised.map((name) => [name, arm(optimisedFaults)]),
    ]),
  });
}

export const cases: ClaimCases = {
  supports: levels(2050, 2050),
  refutes: levels(2050, 0),
  missing: evidence({ 'post-program/optimiser': { '-O0': programArm([{ argument: '8' }]) } }),
  notEngaged: levels(8, 0),
  undecided: [levels(2050, 1500)],
};
