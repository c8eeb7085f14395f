/** Evidence for B65, four faces of it. */
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

const whole: Facts = { doneBytes: 96 * MIB, cacheBytes: 31 * MIB, cachedPagesBefore: 0 };

function caches(file: Facts, memfd: Facts): ClaimCases['supports'] {
  const read = arm({ ...whole, ...file });
  return evidence({ [stage]: { read, map: read, memfd: arm(memfd) } });
}

export const cases: ClaimCases = {
  supports: caches(killed, killed),
  refutes: caches({}, killed),
  missing: evidence({ [stage]: { read: arm(whole), map: arm(whole) } }),
  notEngaged: caches({ cachedPagesBefore: 24_576 }, killed),
};
