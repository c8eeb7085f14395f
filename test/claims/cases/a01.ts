/** Evidence for A01, four faces of it. */
import { type ClaimCases, evidence, type Read, trials } from '../constructed.ts';

const kept = {
  found: 1,
  covers: 1,
  permissionsAgree: 1,
  inodeAgrees: 1,
  foundAfterwards: 0,
  askedBytes: 5000,
  vmaBytes: 8192,
};

function kinds(device: Read['facts']): ClaimCases['supports'] {
  const as = (facts: Read['facts']) => trials(3, { facts: facts ?? {} });
  return evidence({
    'file-mappings/kinds': { file: as(kept), device: as(device), anonymous: as(kept), memfd: as(kept) },
  });
}

export const cases: ClaimCases = {
  supports: kinds(kept),
  refutes: kinds({ ...kept, covers: 0 }),
  missing: evidence({ 'file-mappings/kinds': { file: trials(3, { facts: kept }) } }),
  notEngaged: kinds({ ...kept, askedBytes: 0 }),
};
