/** Evidence for B102, four faces of it. */
import { chased } from '../chased.ts';
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const MIB = 2 ** 20;

function stores(smallMs: number, hugeMs: number, sparseHugeBytes = 64 * MIB): ClaimCases['supports'] {
  const sparse = (hugeBytes: number, rssGrownBytes: number) =>
    trials(3, { facts: { hugeBytes, rssGrownBytes } });
  return evidence({
    'random-access/chase': chased(smallMs * 1e6, hugeMs * 1e6),
    'huge-pages/sparse': {
      'small pages': sparse(0, 192 * 1024),
      'huge pages': sparse(sparseHugeBytes, sparseHugeBytes || 192 * 1024),
    },
  });
}

export const cases: ClaimCases = {
  supports: stores(40, 40),
  refutes: stores(46, 40),
  missing: evidence({ 'random-access/chase': chased(46e6, 40e6) }),
  notEngaged: stores(46, 40, 0),
};
