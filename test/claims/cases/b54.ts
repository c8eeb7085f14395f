/** Evidence for B54, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function written(fresh: number, cold = 0): ClaimCases['supports'] {
  const of = (residentBefore: number) => trials(3, { facts: { pages: 1024, residentBefore } });
  return evidence({ 'demand-paging/mapping': { fresh: of(fresh), cold: of(cold) } });
}

export const cases: ClaimCases = {
  supports: written(0),
  refutes: written(1024),
  missing: evidence({
    'demand-paging/mapping': { cold: trials(3, { unavailable: 'no page can be cold there' }) },
  }),
  notEngaged: written(1024, 1024),
  undecided: [written(500)],
};
