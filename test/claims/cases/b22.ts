/** Evidence for B22, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const pages = 2048;

/** Nanoseconds a fault in each of 15 trials, a per cent apart. */
function touched(faultNs: number, minorFaults = pages) {
  return trials(15, (block) => ({
    facts: { touchedPages: pages },
    phases: {
      touch: { durationNs: Math.round(pages * (faultNs * (1 + 0.01 * (block % 3)) + 10)), minorFaults },
      again: { durationNs: pages * 10 },
    },
  }));
}

function writes(faultNs: number, minorFaults = pages): ClaimCases['supports'] {
  return evidence({ 'fault-costs/costs': { write: touched(faultNs, minorFaults), read: touched(200) } });
}

export const cases: ClaimCases = {
  supports: writes(400),
  refutes: writes(1500),
  missing: evidence({ 'fault-costs/costs': { write: touched(400) } }),
  notEngaged: writes(400, 4),
  undecided: [writes(745)],
};
