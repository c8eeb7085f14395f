/** Evidence for B68, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'limits/splits';

function splits(changed: number, back: number, idle = 24): ClaimCases['supports'] {
  const arm = (mappingsChanged: number, mappingsChangedBack: number) =>
    trials(3, { facts: { mappings: 24, mappingsChanged, mappingsChangedBack } });
  return evidence({
    [stage]: {
      mprotect: arm(26, 24),
      dontfork: arm(26, 24),
      random: arm(changed, back),
      dontneed: arm(idle, idle),
    },
  });
}

export const cases: ClaimCases = {
  supports: splits(26, 24),
  refutes: splits(26, 26),
  missing: evidence({ [stage]: { mprotect: trials(3, {}) } }),
  notEngaged: splits(26, 24, 25),
};
