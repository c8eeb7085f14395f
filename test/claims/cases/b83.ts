/** Evidence for B83, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { layoutArm, layouts } from '../layout-evidence.ts';

export const cases: ClaimCases = {
  supports: layouts({}),
  refutes: layouts({ 'fixed program, default layout': layoutArm(() => ({ text: 0x401000 })) }),
  missing: evidence({ 'address-layout/layouts': {} }),
  notEngaged: layouts({ 'PIE, default layout': layoutArm(() => ({}), {}, false) }),
};
