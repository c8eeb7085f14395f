/** Evidence for B01, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { always, bisected, cycles, KIB, never, type Route } from '../malloc-evidence.ts';

function found(later: number, room: readonly Route[], freedWasMmapped = 1): ClaimCases['supports'] {
  return evidence({
    'threshold/bisection': { fresh: bisected(131_049), 'after-free': bisected(later, { freedWasMmapped }) },
    'threshold/cycles': { '128-kib-room-left': cycles(128 * KIB, room) },
  });
}

export const cases: ClaimCases = {
  supports: found(131_049, always),
  refutes: found(1_052_649, never),
  missing: evidence({ 'threshold/bisection': { fresh: bisected(131_049) } }),
  notEngaged: found(131_049, never, 0),
};
