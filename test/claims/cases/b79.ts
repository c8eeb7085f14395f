/** Evidence for B79: pages in memory after MADV_PAGEOUT. */
import type { ArmEvidence } from '../../../src/model/claim.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const MIB = 2 ** 20;

function advised(inMemoryPages: number, residentBeforeBytes = 4 * MIB): ArmEvidence {
  const facts = { sizeBytes: 4 * MIB, pages: 1024, swapBytes: 0, residentBeforeBytes, inMemoryPages };
  return trials(3, { facts });
}

function paged(anonymous: ArmEvidence): ClaimCases['supports'] {
  return evidence({
    'release/kinds': {
      'pageout private': anonymous,
      'pageout file': advised(0),
      'cold private': advised(1024),
    },
  });
}

export const cases: ClaimCases = {
  supports: paged(advised(0)),
  refutes: paged(advised(1024)),
  missing: paged(
    trials(3, { failed: { call: 'madvise(MADV_PAGEOUT)', errno: 22, message: 'Invalid argument' } }),
  ),
  notEngaged: paged(advised(0, 4096)),
  undecided: [paged(advised(300))],
};
