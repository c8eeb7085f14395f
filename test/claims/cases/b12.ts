/** Evidence for B12: resident bytes with two arenas, and what they cost threads that contend. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, timesAround, trials } from '../constructed.ts';

const mallocFrom = 'libc.so.6';

function plateau(plateauBytes: number): ArmEvidence {
  return trials(3, { facts: { plateauBytes }, texts: { mallocFrom } });
}

function two(heldBytes: number, ns: number, arenas = 2): ClaimCases['supports'] {
  return evidence({
    'allocators/arena-max': {
      bursts: plateau(40e6),
      'bursts, two arenas': plateau(10e6),
      held: plateau(40e6),
      'held, two arenas': plateau(heldBytes),
    },
    'allocators/contention': {
      default: timesAround(15, 'churn', 1e7),
      'two arenas': timesAround(15, 'churn', ns),
    },
    'allocators/arenas': { 'at most two arenas': trials(3, { facts: { arenas } }) },
  });
}

export const cases: ClaimCases = {
  supports: two(20e6, 1e7),
  refutes: two(40e6, 1e7),
  missing: evidence({ 'allocators/arena-max': { bursts: plateau(40e6) } }),
  notEngaged: two(20e6, 1e7, 16),
  undecided: [two(20e6, 1.05e7)],
};
