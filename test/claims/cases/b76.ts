/** Evidence for B76, four faces of it. */
import { type ClaimCases, evidence, type Read, trials } from '../constructed.ts';

const stage = 'limits/user-faults';
const refused = { call: 'userfaultfd', errno: 1, message: 'Operation not permitted' };

function served(userId: number, faultNs: number, servedFaults = 2000): Read {
  const facts = { userId, pages: 2000, servedFaults, rightPages: 2000 };
  return { facts, phases: { 'supplied-touch': { durationNs: 2000 * faultNs } } };
}

function faults(
  ownId: number,
  own: Read,
  unprivileged: Read | ((block: number) => Read),
): ClaimCases['supports'] {
  return evidence({
    [stage]: {
      'as-found': trials(3, { ...own, facts: { ...own.facts, userId: ownId } }),
      unprivileged: trials(3, unprivileged),
    },
  });
}

export const cases: ClaimCases = {
  supports: faults(0, served(0, 9000), served(65_534, 12_000)),
  refutes: faults(0, served(0, 9000), { facts: { userId: 65_534 }, failed: refused }),
  missing: faults(0, { failed: refused }, { failed: refused }),
  notEngaged: faults(0, served(0, 9000), served(65_534, 12_000, 0)),
  undecided: [faults(0, served(0, 9000), (block) => served(65_534, block === 1 ? 200_000 : 12_000))],
};
