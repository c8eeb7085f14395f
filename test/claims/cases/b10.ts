/** Evidence for B10: arenas of threads that never allocate at once. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function inTurn(arenas: number, threads = 4): ClaimCases['supports'] {
  const arm = trials(3, { facts: { arenas, threads }, texts: { mallocFrom: 'libc.so.6' } });
  return evidence({ 'allocators/arenas': { 'four threads in turn': arm } });
}

export const cases: ClaimCases = {
  supports: inTurn(1),
  refutes: inTurn(5),
  missing: evidence({
    'allocators/arenas': { 'four threads in turn': trials(3, { unavailable: 'arenas are glibc’s' }) },
  }),
  notEngaged: inTurn(1, 0),
};
