/** Evidence for B62: what is resident after MADV_DONTNEED, and what it reads as. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const MIB = 2 ** 20;

function dropped(
  residentAfterBytes: number,
  zeroPages: number,
  residentBeforeBytes = 8 * MIB,
): ClaimCases['supports'] {
  const facts = { sizeBytes: 8 * MIB, pages: 2048, residentBeforeBytes, residentAfterBytes, zeroPages };
  return evidence({
    'release/ways': { dontneed: trials(15, { facts }) },
    'release/kinds': { 'dontneed shared': trials(3, { facts: { keptPages: 1024, pages: 1024 } }) },
  });
}

export const cases: ClaimCases = {
  supports: dropped(0, 2048),
  refutes: dropped(0, 2047),
  missing: evidence({ 'release/ways': 'there is no compiler' }),
  notEngaged: dropped(0, 2048, 4096),
};
