/** Evidence for B58, four faces of it. */
import { type ClaimCases, evidence, type Read, trials } from '../constructed.ts';

const usable = { closed: 1, unlinked: 1, nameGone: 1, saidDeleted: 1, signal: 0, accessesDone: 2 };

function lost(facts: Read['facts'] = {}): ClaimCases['supports'] {
  return evidence({
    'file-mappings/lifetime': { 'closed and unlinked': trials(3, { facts: { ...usable, ...facts } }) },
  });
}

export const cases: ClaimCases = {
  supports: lost(),
  refutes: lost({ signal: 7, accessesDone: 0 }),
  missing: evidence({ 'file-mappings/lifetime': {} }),
  notEngaged: lost({ unlinked: 0, nameGone: 0 }),
};
