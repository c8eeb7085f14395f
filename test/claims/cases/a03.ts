/** Evidence for A03, four faces of it. */
import { type ClaimCases, evidence, type Read, trials } from '../constructed.ts';

const cold = { pages: 1024, residentBefore: 0, residentMapped: 0, mappedRssBytes: 0 };

function mapped(of: { cold?: Read['facts']; populated?: number; fresh?: number }): ClaimCases['supports'] {
  return evidence({
    'demand-paging/mapping': {
      cold: trials(3, { facts: { ...cold, ...of.cold } }),
      'map-populate': trials(3, { facts: { ...cold, residentMapped: of.populated ?? 1024 } }),
      fresh: trials(3, { facts: { ...cold, residentBefore: of.fresh ?? 1024 } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: mapped({ populated: 0, fresh: 0 }),
  refutes: mapped({}),
  missing: evidence({
    'demand-paging/mapping': { cold: trials(3, { unavailable: 'no page can be cold there' }) },
  }),
  notEngaged: mapped({ cold: { residentBefore: 7 } }),
};
