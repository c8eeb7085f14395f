/** Evidence for B45: sums over processes that map the same memory. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'sharing/resident';
const mappedBytes = 8 * 2 ** 20;

function sums(rssSumBytes: number, pssSumBytes: number, each = mappedBytes): ClaimCases['supports'] {
  const facts = { mappedBytes, processes: 4, rssSumBytes, pssSumBytes };
  return evidence({
    [stage]: { '4-processes': trials(3, { facts, lists: { rssBytes: [mappedBytes, each, each, each] } }) },
  });
}

export const cases: ClaimCases = {
  supports: sums(4 * mappedBytes, mappedBytes),
  refutes: sums(mappedBytes, mappedBytes),
  missing: evidence({ [stage]: { '4-processes': trials(3, { unavailable: 'smaps cannot be read' }) } }),
  notEngaged: sums(mappedBytes, mappedBytes, 0),
};
