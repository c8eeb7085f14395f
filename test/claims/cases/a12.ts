/** Evidence for A12, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { always, cycles, MIB, onceOnly, type Route } from '../malloc-evidence.ts';

function blocks(below: readonly Route[], touchFaults = [255, 255, 0]): ClaimCases['supports'] {
  return evidence({
    'threshold/cycles': {
      block: cycles(MIB, below, { lists: { touchFaults } }),
      '8-mib': cycles(8 * MIB, below),
      '31-mib': cycles(31 * MIB, below),
      '33-mib': cycles(33 * MIB, always),
      '64-mib': cycles(64 * MIB, always),
    },
  });
}

export const cases: ClaimCases = {
  supports: blocks(always, [255, 255, 255]),
  refutes: blocks(onceOnly),
  missing: evidence({ 'threshold/cycles': { block: cycles(MIB, onceOnly) } }),
  notEngaged: blocks(onceOnly, [0, 0, 0]),
};
