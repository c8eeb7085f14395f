/** Evidence for B05: what many freed chunks leave resident. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const names = [
  '100 B last-first',
  '1000 B last-first',
  '2000 B last-first',
  '2000 B first-first',
  '2000 B shuffled',
  '2000 B all-but-last',
  '262144 B all-but-last',
];

function freed(keptOf: (name: string) => number, filledBytes = 8e6): ClaimCases['supports'] {
  const arm = (name: string) =>
    trials(3, {
      facts: { filledBytes, keptBytes: keptOf(name), keptTrimmedBytes: 1e5 },
      texts: { mallocFrom: 'libc.so.6' },
    });
  return evidence({ 'release/chunks': Object.fromEntries(names.map((name) => [name, arm(name)])) });
}

export const cases: ClaimCases = {
  supports: freed(() => 8e6),
  refutes: freed((name) => (name.startsWith('1000') ? 8e6 : 3e5)),
  missing: evidence({ 'release/chunks': { '100 B last-first': trials(3, {}) } }),
  notEngaged: freed(() => 0, 4096),
};
