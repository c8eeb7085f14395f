/** Evidence for B44: by page frames where they are shown, by proportional set sizes where they are not. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'sharing/visibility';
const pages = 1024;
const bytes = pages * 4096;

function frames(before: number, after: number, childWriteFaults = pages): ClaimCases['supports'] {
  const facts = { sameFramesBeforePages: before, sameFramesAfterPages: after };
  return evidence({
    [stage]: { private: trials(3, { facts: { pages, childHasIt: 1, childWriteFaults, ...facts } }) },
  });
}

/** Sums over parent and child. */
function shares(pssBeforeBytes: number, pssAfterBytes: number): ClaimCases['supports'] {
  const facts = { pages, childHasIt: 1, childWriteFaults: pages, rssBeforeBytes: 2 * bytes };
  return evidence({
    [stage]: { private: trials(3, { facts: { ...facts, pssBeforeBytes, pssAfterBytes } }) },
  });
}

export const cases: ClaimCases = {
  supports: frames(pages, 0),
  refutes: frames(pages - 1, 0),
  missing: evidence({
    [stage]: { private: trials(3, { facts: { pages, childHasIt: 1, childWriteFaults: pages } }) },
  }),
  notEngaged: frames(pages, pages, 0),
};

/** The same without the right to see page frames. */
export const withoutFrames = { supports: shares(bytes, 2 * bytes), refutes: shares(2 * bytes, 2 * bytes) };
