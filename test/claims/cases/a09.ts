/** Evidence for A09, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { layoutArm, layouts } from '../layout-evidence.ts';

const lowMappings = layoutArm(({ mmap }) => ({ mmap: mmap - 500 * 2 ** 30 }), { legacyLayout: 1 });

export const cases: ClaimCases = {
  supports: layouts({}),
  refutes: layouts({ 'PIE, legacy layout': lowMappings }),
  missing: evidence({ 'address-layout/layouts': { 'static, default layout': layoutArm() } }),
  notEngaged: layouts({ 'PIE, unlimited stack': layoutArm() }),
};
