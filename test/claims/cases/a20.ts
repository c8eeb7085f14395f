/** Evidence for A20, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const ways = ['private', 'shared', 'populate', 'thp', 'dontneed', 'mremap'];

function scans(otherBytes: number, scannedBytes = 2 ** 20): ClaimCases['supports'] {
  const clean = trials(3, { facts: { scannedBytes, otherBytes: 0 } });
  const last = trials(3, { facts: { scannedBytes, otherBytes } });
  return evidence({
    'zeroed-memory/scan': Object.fromEntries(ways.map((way) => [way, way === 'mremap' ? last : clean])),
  });
}

export const cases: ClaimCases = {
  supports: scans(0),
  refutes: scans(1),
  missing: evidence({
    'zeroed-memory/scan': { private: trials(3, { facts: { scannedBytes: 1, otherBytes: 0 } }) },
  }),
  notEngaged: scans(0, 0),
};
