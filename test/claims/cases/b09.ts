/** Evidence for B09, four faces of it, and one between. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function grown(minorFaults: number, mmapped = 1): ArmEvidence {
  return trials(3, {
    facts: { glibcMalloc: 1, mmapped, oldPages: 2048, wrongNumbers: 0 },
    phases: { grow: { minorFaults } },
  });
}

function growth(faults: number, mmapped = 1): ClaimCases['supports'] {
  return evidence({
    'growth/once': {
      copy: grown(2049),
      realloc: grown(faults, mmapped),
      'realloc-boxed-in': grown(2049, 0),
      musl: grown(1),
    },
  });
}

export const cases: ClaimCases = {
  supports: growth(2049),
  refutes: growth(1),
  missing: evidence({ 'growth/once': { copy: grown(2049) } }),
  notEngaged: growth(1, 0),
  undecided: [growth(600)],
};
