/** Evidence for B67, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'limits/mappings';

function mappings(atRefusal: number, granted: number, requests = 66_530): ClaimCases['supports'] {
  return evidence({
    [stage]: {
      different: trials(2, {
        facts: { maxMapCount: 65_530, requests, granted, mappings: atRefusal },
        texts: { refused: granted < requests ? 'Cannot allocate memory' : 'nothing was refused' },
      }),
      alike: trials(2, { facts: { granted: 66_530, moreMappings: 1 } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: mappings(65_531, 65_508),
  refutes: mappings(66_553, 66_530),
  missing: evidence({
    [stage]: { different: trials(2, { unavailable: 'too many are allowed' }), alike: trials(2, {}) },
  }),
  notEngaged: mappings(1023, 1000, 1000),
};
