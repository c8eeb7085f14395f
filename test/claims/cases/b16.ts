/** Evidence for B16: what the buffers of a pool leave under glibc and jemalloc. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function pool(keptBytes: number, mallocFrom = 'libjemalloc.so.2'): ArmEvidence {
  return trials(3, { facts: { keptBytes, plateauBytes: keptBytes }, texts: { mallocFrom } });
}

function kept(jemalloc: number, atOnce: number, own: number, mallocFrom?: string): ClaimCases['supports'] {
  return evidence({
    'allocators/pool': {
      glibc: pool(30e6, 'libc.so.6'),
      'glibc, two arenas': pool(7e6, 'libc.so.6'),
      jemalloc: pool(jemalloc, mallocFrom),
      'jemalloc, giving back at once': pool(atOnce),
      'own heap, glibc': pool(2e6, 'libc.so.6'),
      'own heap, jemalloc': pool(own),
    },
  });
}

export const cases: ClaimCases = {
  supports: kept(10e6, 6e6, 1e6),
  refutes: kept(35e6, 6e6, 2e6),
  missing: evidence({ 'allocators/pool': { glibc: pool(30e6, 'libc.so.6') } }),
  notEngaged: kept(30e6, 30e6, 2e6, 'libc.so.6'),
};
