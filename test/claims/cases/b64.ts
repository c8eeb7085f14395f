/** Evidence for B64, four faces of it. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'limits/cgroup';
const MIB = 2 ** 20;

type Facts = Readonly<Record<string, number>>;
const asked: Facts = {
  limitBytes: 32 * MIB,
  sizeBytes: 96 * MIB,
  limitHits: 50,
  granted: 1,
  signal: 0,
  oomKills: 0,
  errno: 0,
};
const killed: Facts = { signal: 9, oomKills: 1, doneBytes: 31 * MIB };

function arm(facts: Facts): ArmEvidence {
  return trials(3, { facts: { ...asked, ...facts } });
}

const of = (facts: Facts) => evidence({ [stage]: { malloc: arm(facts) } });

export const cases: ClaimCases = {
  supports: of({ granted: 0, limitHits: 0, doneBytes: 0 }),
  refutes: of(killed),
  missing: evidence({ [stage]: 'only with --allow-system-changes' }),
  notEngaged: of({ ...killed, limitBytes: 2 ** 40 }),
};
