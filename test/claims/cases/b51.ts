/** Evidence for B51, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function faulted(minorFaults: number, residentBefore = 4096): ClaimCases['supports'] {
  const of = (faults: number) =>
    trials(3, { facts: { pages: 4096, residentBefore }, phases: { touch: { minorFaults: faults } } });
  return evidence({
    'demand-paging/warm-faults': {
      'page by page': of(minorFaults),
      'page by page, shared': of(256),
      'page by page, written': of(4096),
    },
  });
}

export const cases: ClaimCases = {
  supports: faulted(257),
  refutes: faulted(4096),
  missing: evidence({ 'demand-paging/warm-faults': {} }),
  notEngaged: faulted(256, 4000),
};
