/** Evidence for B20, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { always, cycles, MIB, never, type Route } from '../malloc-evidence.ts';

function blocks(offset: number, routes: readonly Route[] = always): ClaimCases['supports'] {
  const lists = { offsetInPage: [offset, offset, offset] };
  return evidence({
    'threshold/cycles': {
      block: cycles(MIB, always, { lists }),
      '64-mib': cycles(64 * MIB, routes, { lists }),
      tcmalloc: cycles(MIB, never, { lists: { offsetInPage: [0, 0, 0] } }),
    },
  });
}

export const cases: ClaimCases = {
  supports: blocks(0),
  refutes: blocks(16),
  missing: evidence({ 'threshold/cycles': { block: cycles(MIB, always) } }),
  notEngaged: blocks(16, never),
};
