/** Evidence for B55, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

function told(othersPages: number, ownerPages = 0): ClaimCases['supports'] {
  const facts = { pages: 1024, ownerPages, othersPages, ownerPagesAfterwards: ownerPages };
  return evidence({ 'file-mappings/other-user': { 'read-only': trials(3, { facts }) } });
}

export const cases: ClaimCases = {
  supports: told(0),
  refutes: told(1024),
  missing: evidence({
    'file-mappings/other-user': { 'read-only': trials(3, { unavailable: 'only root can' }) },
  }),
  notEngaged: told(1024, 3),
};
