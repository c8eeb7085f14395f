/** Evidence for B11: arenas of more threads than there may be arenas. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function many(arenas: number, threads = 24, residentGrowthBytes = 3e5): ClaimCases['supports'] {
  const reservedGrowthBytes = (arenas - 1) * 2 ** 26;
  const facts = {
    arenas,
    threads,
    onlineProcessors: 2,
    processors: 2,
    reservedGrowthBytes,
    residentGrowthBytes,
  };
  const arm = trials(3, { facts, texts: { mallocFrom: 'libc.so.6' } });
  return evidence({ 'allocators/arenas': { 'more threads than arenas': arm } });
}

export const cases: ClaimCases = {
  supports: many(16),
  refutes: many(25),
  missing: evidence({ 'allocators/arenas': {} }),
  notEngaged: many(9, 8),
};
