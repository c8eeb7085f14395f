/** Evidence for B40, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/stacks';
const huge = 2 ** 21;

function stacks(
  excludedStacks: number,
  thpMode: string,
  rssBytes: number,
  advisedBytes = huge,
): ClaimCases['supports'] {
  const read = (bytes: number, excluded: number) =>
    trials(3, {
      facts: {
        threads: 16,
        excludedStacks: excluded,
        stacksRssBytes: 16 * bytes,
        largestStackRssBytes: bytes,
        stacksHugeBytes: bytes >= huge ? 16 * huge : 0,
      },
      texts: { thpMode },
    });
  return evidence({
    [stage]: {
      'stacks of the C library': read(rssBytes, excludedStacks),
      'stacks advised': read(advisedBytes, 0),
    },
  });
}

export const cases: ClaimCases = {
  supports: stacks(0, 'always', huge),
  refutes: stacks(16, 'madvise', 8192),
  missing: evidence({ [stage]: 'no threads' }),
  notEngaged: stacks(0, 'madvise', 8192),
  undecided: [stacks(16, 'never', 8192, 8192)],
};
