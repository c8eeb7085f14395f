/** Evidence for K01, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const taken = trials(3, { facts: { compiled: 1, errors: 0 } });
const rejected = trials(3, {
  facts: { compiled: 0, errors: 2 },
  texts: { firstError: 'error: expected a declaration' },
});

function compiled(written: typeof taken, joined: typeof taken): ClaimCases['supports'] {
  return evidence({ 'post-program/compile': { 'as written': written, 'joined by a backslash': joined } });
}

export const cases: ClaimCases = {
  supports: compiled(taken, taken),
  refutes: compiled(rejected, taken),
  missing: evidence({ 'post-program/compile': { 'joined by a backslash': taken } }),
  notEngaged: compiled(rejected, rejected),
};
