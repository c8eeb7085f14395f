/** Evidence for B36, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'huge-pages/sparse';
const MIB = 2 ** 20;

function written(grownBytes: number, { hugeBytes = 64 * MIB, advised = 1 } = {}): ClaimCases['supports'] {
  return evidence({
    [stage]: {
      'small pages': trials(3, {
        facts: { hugeBytes: 0, rssGrownBytes: 192 * 1024, writes: 32, advised: 0 },
      }),
      'huge pages': trials(3, { facts: { hugeBytes, rssGrownBytes: grownBytes, writes: 32, advised } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: written(64 * MIB),
  refutes: written(192 * 1024, { hugeBytes: 2 * MIB }),
  missing: evidence({ [stage]: { 'huge pages': trials(3, {}) } }),
  notEngaged: written(192 * 1024, { hugeBytes: 0 }),
  undecided: [written(192 * 1024, { advised: 0 })],
};
