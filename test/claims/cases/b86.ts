/** Evidence for B86, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const mebibyte = 2 ** 20;

function stacks(beforeBytes: number, residentBytes = 4 * mebibyte): ClaimCases['supports'] {
  const facts = {
    depthBytes: 4 * mebibyte,
    limitBytes: 8 * mebibyte,
    mappedBeforeBytes: beforeBytes,
    mappedAfterBytes: Math.max(beforeBytes, 4 * mebibyte),
    residentAfterBytes: residentBytes,
    threadMappedBeforeBytes: 8 * mebibyte,
    threadMappedAfterBytes: 8 * mebibyte,
  };
  return evidence({ 'address-layout/stack': { '8 MiB allowed': trials(3, { facts }) } });
}

export const cases: ClaimCases = {
  supports: stacks(135_168),
  refutes: stacks(8 * mebibyte),
  missing: evidence({ 'address-layout/stack': {} }),
  notEngaged: stacks(135_168, 8192),
};
