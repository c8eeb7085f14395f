/** Evidence for B46: bytes through a mapping, a pipe and a socket pair. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

const stage = 'sharing/bulk';
const roundBytes = 8 * 2 ** 20;

function moved(ns: number, copiedBytes: number, missedBytes = 0) {
  return timesAround(15, 'again', ns, {
    facts: { roundBytes, copiedBytes, missedBytes, wrongSums: 0 },
    phases: { fill: { durationNs: 3e6 }, first: { durationNs: 2e6 } },
  });
}

function handOvers(pipeNs: number, missedBytes = 0): ClaimCases['supports'] {
  return evidence({
    [stage]: {
      'shared-anonymous': moved(300_000, 0),
      pipe: moved(pipeNs, 2 * roundBytes, missedBytes),
      socketpair: moved(1_700_000, 2 * roundBytes),
      control: moved(300_000, 0),
    },
  });
}

export const cases: ClaimCases = {
  supports: handOvers(2_300_000),
  refutes: handOvers(400_000),
  missing: evidence({ [stage]: { 'shared-anonymous': moved(300_000, 0) } }),
  notEngaged: handOvers(2_300_000, 4096),
  undecided: [handOvers(600_000)],
};
