/** Evidence for B27, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fault-costs/idle';

/** Chunks of 600 us, of which so many in a hundred take ten times that. */
function chunks(dear: number, count = 100) {
  return trials(4, {
    lists: { chunksNs: Array.from({ length: count }, (_, i) => (i < dear ? 6_000_000 : 600_000)) },
  });
}

function pauses(dear: number, virtual = true, count = 100): ClaimCases['supports'] {
  const arms = { 'at-once': chunks(0, count), 'idle-3s': chunks(0, count), 'idle-10s': chunks(dear, count) };
  return evidence({ [stage]: arms }, { virtual });
}

export const cases: ClaimCases = {
  supports: pauses(0, false),
  refutes: pauses(60),
  missing: evidence({ [stage]: { 'at-once': chunks(0) } }),
  notEngaged: pauses(0, false, 0),
  undecided: [pauses(0), pauses(3, false)],
};
