/** Evidence for B06: what stays of a heap whose chunks were all freed, the last one first. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const sizes = [100, 1000, 1032, 1040, 2000, 10_000];

function freed(keptOf: (size: number) => number, mallocFrom = 'libc.so.6'): ClaimCases['supports'] {
  const arm = (size: number) =>
    trials(3, { facts: { filledBytes: 8e6, keptBytes: keptOf(size) }, texts: { mallocFrom } });
  return evidence({
    'release/chunks': Object.fromEntries(sizes.map((size) => [`${size} B last-first`, arm(size)])),
  });
}

export const cases: ClaimCases = {
  supports: freed(() => 3e5),
  refutes: freed((size) => (size <= 1032 ? 8e6 : 3e5)),
  missing: evidence({ 'release/chunks': 'there is no compiler' }),
  notEngaged: freed(() => 3e5, 'libjemalloc.so.2'),
};
