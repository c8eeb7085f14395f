/** Evidence for B97, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const MIB = 2 ** 20;
type Sizes = { readonly parent: number; readonly maxRss: number; readonly highWater?: number };

function child({ parent, maxRss, highWater = 42 }: Sizes) {
  const facts = {
    parentBytes: parent * MIB,
    maxRssBytes: maxRss * MIB,
    highWaterBytes: highWater * MIB,
  };
  return trials(3, { facts });
}

function parents(large: Sizes): ClaimCases['supports'] {
  return evidence({
    'node-memory/peak': { 'small-parent': child({ parent: 50, maxRss: 42 }), 'large-parent': child(large) },
  });
}

export const cases: ClaimCases = {
  supports: parents({ parent: 180, maxRss: 42 }),
  refutes: parents({ parent: 180, maxRss: 138 }),
  missing: evidence({ 'node-memory/peak': { 'small-parent': child({ parent: 50, maxRss: 42 }) } }),
  notEngaged: parents({ parent: 50, maxRss: 42 }),
  undecided: [parents({ parent: 180, maxRss: 55 })],
};
