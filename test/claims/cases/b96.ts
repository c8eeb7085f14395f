/** Evidence for B96, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const most = 2 ** 30;

function reserved(resident: number, addressSpace = most): ClaimCases['supports'] {
  const facts = {
    mostBytes: most,
    grownBytes: 2 ** 24,
    reserveAddressSpaceGrowthBytes: addressSpace,
    reserveRssGrowthBytes: resident,
    growRssGrowthBytes: 0,
    fillRssGrowthBytes: 2 ** 24,
  };
  return evidence({ 'node-memory/reserve': { 'array-buffer': trials(3, { facts }) } });
}

export const cases: ClaimCases = {
  supports: reserved(most),
  refutes: reserved(4096),
  missing: evidence({
    'node-memory/reserve': { 'array-buffer': trials(3, { facts: { mostBytes: most } }) },
  }),
  notEngaged: reserved(0, 0),
  undecided: [reserved(most / 2)],
};
