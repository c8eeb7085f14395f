/** Evidence for A08, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { layoutArm, layouts } from '../layout-evidence.ts';

const joined = layoutArm(({ bssEnd }) => ({ heap: Math.ceil(bssEnd / 4096) * 4096 }), {
  randomizeVaSpace: 1,
});

export const cases: ClaimCases = {
  supports: layouts({}),
  refutes: layouts({}, { 'address-layout/half-random': { 'PIE, all but the heap': joined } }),
  missing: evidence({ 'address-layout/layouts': {} }),
  notEngaged: layouts({ 'PIE, default layout': layoutArm(() => ({}), { randomizeVaSpace: 0 }, false) }),
};
