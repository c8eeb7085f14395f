/** Evidence for B19, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { always, bisected, cycles, KIB, MIB, onceOnly, type Route } from '../malloc-evidence.ts';

function musl(routes: readonly Route[], glibcMalloc = 0): ClaimCases['supports'] {
  const facts = { glibcMalloc };
  return evidence({
    'threshold/cycles': {
      musl: cycles(MIB, routes, { facts }),
      'musl-above-threshold': cycles(128 * KIB + 1, always, { facts }),
    },
    'threshold/bisection': { musl: bisected(10_909, facts) },
  });
}

export const cases: ClaimCases = {
  supports: musl(always),
  refutes: musl(onceOnly),
  missing: evidence({ 'threshold/cycles': 'musl-gcc is not installed' }),
  notEngaged: musl(always, 1),
};
