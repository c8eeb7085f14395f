/** Evidence for A07, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { layoutArm, layouts } from '../layout-evidence.ts';

const elsewhere = layoutArm(({ text }) => ({ heap: text - 2 ** 34 }), { fixedAddresses: 1 }, false);

export const cases: ClaimCases = {
  supports: layouts({}),
  refutes: layouts({ 'static PIE, no ASLR': elsewhere }),
  missing: evidence({ 'address-layout/layouts': 'no personality may be set' }),
  notEngaged: layouts({ 'PIE, no ASLR': layoutArm() }),
};
