/** Evidence for B35: huge pages before and after the parent's writes. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fork/bill';
const whole = 8 * 2 ** 20;

function writes(hugeAfterBytes: number, hugeBeforeBytes = whole) {
  return trials(3, {
    facts: { pages: whole / 4096, pageBytes: 4096, stores: 4, hugeBeforeBytes, hugeAfterBytes },
  });
}

export const cases: ClaimCases = {
  supports: evidence({ [stage]: { 'huge-sparse': writes(0), 'huge-sparse-child-gone': writes(whole) } }),
  refutes: evidence({ [stage]: { 'huge-sparse': writes(whole) } }),
  missing: evidence({ [stage]: { 'huge-sparse-child-gone': writes(whole) } }),
  notEngaged: evidence({ [stage]: { 'huge-sparse': writes(0, 0) } }),
  undecided: [evidence({ [stage]: { 'huge-sparse': writes(whole / 2) } })],
};
