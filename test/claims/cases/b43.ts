/** Evidence for B43: the start of a child beside little and beside much resident memory. */
import { type ClaimCases, evidence, timesAround, trials } from '../constructed.ts';

const stage = 'fork/start';
const [small, large] = [2 ** 20, 32 * 2 ** 20];

/** A vfork that doubles in every other block. */
const torn = trials(15, (block) => ({
  facts: { starts: 1, childFailures: 0, sizeBytes: large, residentBytes: large },
  phases: { start: { durationNs: block % 2 ? 60_000 : 180_000 } },
}));

function starts(forkNs: number, vforkNs: number | typeof torn, resident = large): ClaimCases['supports'] {
  const arm = (ns: number, sizeBytes: number, residentBytes = sizeBytes) =>
    timesAround(15, 'start', ns, { facts: { starts: 1, childFailures: 0, sizeBytes, residentBytes } });
  return evidence({
    [stage]: {
      'fork-small': arm(100_000, small),
      fork: arm(forkNs, large, resident),
      'vfork-small': arm(60_000, small),
      vfork: typeof vforkNs === 'number' ? arm(vforkNs, large, resident) : vforkNs,
      'spawn-small': arm(150_000, small),
      spawn: arm(150_000, large, resident),
      control: arm(100_000, small),
    },
  });
}

export const cases: ClaimCases = {
  supports: starts(800_000, 65_000),
  refutes: starts(800_000, 500_000),
  missing: evidence({ [stage]: 'not enough memory' }),
  notEngaged: starts(110_000, 60_000, small),
  undecided: [starts(800_000, torn)],
};
