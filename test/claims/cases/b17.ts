/** Evidence for B17: whether the library asked for is in the process. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function seen(libraryMappings: number, asked = 1): ArmEvidence {
  return trials(3, { facts: { libraryMappings, asked } });
}

function programs(dynamic: number, others: number, asked?: number): ClaimCases['supports'] {
  return evidence({
    'allocators/preload': {
      dynamic: seen(dynamic, asked),
      static: seen(others),
      'empty environment': seen(others),
      'wrong path': seen(others),
    },
  });
}

export const cases: ClaimCases = {
  supports: programs(5, 5),
  refutes: programs(5, 0),
  missing: evidence({ 'allocators/preload': { 'wrong path': seen(0) } }),
  notEngaged: programs(0, 0, 0),
};
