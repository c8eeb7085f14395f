/** Evidence for B47: touching and unmapping shared and private anonymous memory. */
import { type ClaimCases, evidence, timesAround, trials } from '../constructed.ts';

const stage = 'sharing/first-touch';
const pages = 2048;

/** Dearer in some blocks, cheaper in others. */
const torn = trials(15, (block) => ({
  facts: { pages, anonymousBytes: 0, sharedBytes: pages * 4096 },
  phases: { touch: { durationNs: block % 2 ? 2_500_000 : 4_000_000 }, unmap: { durationNs: 400_000 } },
}));

function costs(touchNs: number, unmapNs: number, sharedBytes = pages * 4096): ClaimCases['supports'] {
  const arm = (touch: number, unmap: number, facts: Record<string, number>) =>
    timesAround(15, 'touch', touch, { facts, phases: { unmap: { durationNs: unmap } } });
  const own = { pages, anonymousBytes: pages * 4096, sharedBytes: 0 };
  return evidence({
    [stage]: {
      private: arm(3_000_000, 400_000, own),
      shared: arm(touchNs, unmapNs, { pages, anonymousBytes: pages * 4096 - sharedBytes, sharedBytes }),
      control: arm(3_000_000, 400_000, own),
    },
  });
}

export const cases: ClaimCases = {
  supports: costs(3_050_000, 405_000),
  refutes: costs(4_500_000, 1_300_000),
  missing: evidence({ [stage]: 'not enough memory' }),
  notEngaged: costs(3_000_000, 400_000, 0),
  undecided: [
    evidence({
      [stage]: {
        private: timesAround(15, 'touch', 3_000_000, {
          facts: { pages, anonymousBytes: pages * 4096, sharedBytes: 0 },
          phases: { unmap: { durationNs: 400_000 } },
        }),
        shared: torn,
      },
    }),
  ],
};
