/** Evidence for B02, four faces of it. */
import { type ClaimCases, evidence, type Read } from '../constructed.ts';
import { afterFree, always, bisected, cycles, MIB, onceOnly, type Route } from '../malloc-evidence.ts';

function moved(below: readonly Route[], smallest: number, facts: Read['facts'] = {}): ClaimCases['supports'] {
  return evidence({
    'threshold/bisection': {
      fresh: bisected(131_049),
      'after-free': bisected(smallest, { ...afterFree, ...facts }),
    },
    'threshold/cycles': {
      block: cycles(MIB, below),
      '31-mib': cycles(31 * MIB, below),
      cap: cycles(32 * MIB - 8192, below),
      '32-mib': cycles(32 * MIB, always),
      '64-mib': cycles(64 * MIB, always),
    },
  });
}

export const cases: ClaimCases = {
  supports: moved(onceOnly, 1_052_649),
  refutes: moved(always, 131_049),
  missing: evidence({ 'threshold/bisection': { fresh: bisected(131_049) } }),
  notEngaged: moved(onceOnly, 131_049, { freedWasMmapped: 0 }),
};
