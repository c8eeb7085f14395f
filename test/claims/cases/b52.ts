/** Evidence for B52, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

type Scan = { readonly waits: number; readonly waitsRandom: number; readonly sparse?: number };

function patterns({ waits, waitsRandom, sparse = 320 }: Scan, advised = 1): ClaimCases['supports'] {
  const facts = { pages: 1024, residentBefore: 0, touchedPages: 10 };
  const few = (residentAfter: number) => trials(3, { facts: { ...facts, residentAfter, advised } });
  const all = (majorFaults: number) =>
    trials(3, { facts: { ...facts, advised }, phases: { touch: { majorFaults } } });
  return evidence({
    'demand-paging/patterns': {
      sparse: few(sparse),
      'sparse, random': few(10),
      all: all(waits),
      'all, random': all(waitsRandom),
    },
  });
}

export const cases: ClaimCases = {
  supports: patterns({ waits: 2, waitsRandom: 2 }),
  refutes: patterns({ waits: 2, waitsRandom: 1024 }),
  missing: evidence({ 'demand-paging/patterns': 'no room on the file system' }),
  notEngaged: patterns({ waits: 2, waitsRandom: 1024 }, 0),
};
