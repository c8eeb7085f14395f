/** Evidence for B28, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fault-costs/locked';
const pages = 1024;

function locks(touch: number, afterFork: number, lockedBytes = pages * 4096): ClaimCases['supports'] {
  const facts = { pages, residentPages: pages, childLockedBytes: 0 };
  const phases = { touch: { minorFaults: touch }, 'touch-after-fork': { minorFaults: afterFork } };
  return evidence({
    [stage]: {
      locked: trials(3, { facts: { ...facts, lockedBytes }, phases }),
      'not-locked': trials(3, { phases: { touch: { minorFaults: pages } } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: locks(0, 1),
  refutes: locks(0, pages + 1),
  missing: evidence({
    [stage]: {
      locked: trials(3, { failed: { call: 'mlock', errno: 12, message: 'Cannot allocate memory' } }),
      'not-locked': trials(3, {}),
    },
  }),
  notEngaged: locks(0, 0, 0),
};
