/** Evidence for B34: the time of fork beside huge pages, and beside base pages. */
import { type ClaimCases, evidence, timesAround, trials } from '../constructed.ts';

const stage = 'fork/start';
const sizeBytes = 32 * 2 ** 20;

/** Every other block far on the other side of the bound. */
const torn = trials(15, (block) => ({
  facts: { starts: 1, sizeBytes, hugeBytes: sizeBytes },
  phases: { start: { durationNs: block % 2 ? 4_000_000 : 16_000_000 } },
}));

function starts(hugeNs: number, baseNs: number, hugeBytes = sizeBytes, controlNs = 100_000) {
  const base = { facts: { starts: 1, sizeBytes, hugeBytes: 0 } };
  return evidence({
    [stage]: {
      'fork-small': timesAround(15, 'start', 100_000, base),
      'fork-huge': timesAround(15, 'start', hugeNs, { facts: { starts: 1, sizeBytes, hugeBytes } }),
      fork: timesAround(15, 'start', baseNs, base),
      control: timesAround(15, 'start', controlNs, base),
    },
  });
}

export const cases: ClaimCases = {
  supports: starts(15_000_000, 800_000),
  refutes: starts(120_000, 800_000),
  missing: evidence({ [stage]: 'not enough memory' }),
  notEngaged: starts(800_000, 800_000, sizeBytes / 4),
  undecided: [
    evidence({
      [stage]: {
        'fork-huge': torn,
        fork: timesAround(15, 'start', 800_000, { facts: { starts: 1, sizeBytes, hugeBytes: 0 } }),
      },
    }),
    starts(120_000, 800_000, sizeBytes, 200_000),
  ],
};
