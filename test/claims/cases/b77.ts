/** Evidence for B77, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'limits/features';
const all = { guardRegions: 1, sealing: 1, droppable: 1, secretMemory: 1, mapQuery: 1, adviceThatIsNone: 0 };

function features(kernel: string, facts: Readonly<Record<string, number>>): ClaimCases['supports'] {
  return evidence({ [stage]: { features: trials(3, { facts: { ...all, ...facts } }) } }, { kernel });
}

export const cases: ClaimCases = {
  supports: features('6.12.3', { guardRegions: 0 }),
  refutes: features('6.13.0', { guardRegions: 0 }),
  missing: features('5.10.0', { guardRegions: 0, sealing: 0, droppable: 0, secretMemory: 0, mapQuery: 0 }),
  notEngaged: features('6.18.0', { adviceThatIsNone: 1 }),
};
