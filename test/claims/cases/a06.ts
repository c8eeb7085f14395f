/** Evidence for A06, four faces of it. */

import type { ClaimCases } from '../constructed.ts';
import { evidence } from '../constructed.ts';
import { layoutArm, layouts } from '../layout-evidence.ts';

const heapBelowText = layoutArm(({ text }) => ({ heap: text - 2 ** 30 }));

export const cases: ClaimCases = {
  supports: layouts({}),
  refutes: layouts({ 'static PIE, default layout': heapBelowText }),
  missing: evidence({ 'address-layout/layouts': { 'static PIE, default layout': heapBelowText } }),
  notEngaged: layouts({ 'PIE, legacy layout': layoutArm() }),
};
