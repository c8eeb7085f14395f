/** Evidence for B39, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/promotion';
const MIB = 2 ** 20;

function watched(hugeMib: number, { advised = 1, before = 0 } = {}): ClaimCases['supports'] {
  const facts = { sizeBytes: 128 * MIB, advised, hugeBytesBefore: before };
  return evidence({
    [stage]: {
      khugepaged: trials(2, { facts: { ...facts, hugeBytes: hugeMib * MIB, watchedMs: 10_100 } }),
      MADV_COLLAPSE: trials(2, {
        facts: { ...facts, hugeBytes: 128 * MIB },
        phases: { collapse: { durationNs: 170e6 } },
      }),
    },
  });
}

export const cases: ClaimCases = {
  supports: watched(96),
  refutes: watched(16),
  missing: evidence({ [stage]: 'takes long: asked for by --all' }),
  notEngaged: watched(0, { advised: 0 }),
  undecided: [watched(128, { before: 128 * MIB })],
};
