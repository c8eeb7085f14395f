/** Evidence for B04: resident bytes at the plateau, with and without a pinned threshold. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function work(plateauBytes: number, mappedChunks: number, minorFaults: number): ArmEvidence {
  return trials(3, {
    facts: { plateauBytes, mappedChunks },
    texts: { mallocFrom: 'libc.so.6' },
    phases: { work: { minorFaults } },
  });
}

function plateaus(pinnedSmallBytes: number, mappedChunks = 13): ClaimCases['supports'] {
  return evidence({
    'allocators/pinned-threshold': {
      large: work(10e6, 0, 5700),
      'large, 128 KiB': work(7e6, mappedChunks, 19_000),
      small: work(6e6, 0, 1600),
      'small, 128 KiB': work(pinnedSmallBytes, 0, 1600),
    },
  });
}

export const cases: ClaimCases = {
  supports: plateaus(5e6),
  refutes: plateaus(6e6),
  missing: evidence({ 'allocators/pinned-threshold': { large: work(10e6, 0, 5700) } }),
  notEngaged: plateaus(6e6, 0),
};
