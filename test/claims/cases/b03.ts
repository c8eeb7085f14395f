/** Evidence for B03, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { always, cycles, MIB, onceOnly, type Route } from '../malloc-evidence.ts';

function frozen(topPad: readonly Route[], untouched = onceOnly, arenaMax = onceOnly): ClaimCases['supports'] {
  return evidence({
    'threshold/frozen': {
      untouched: cycles(MIB, untouched),
      'mmap-threshold': cycles(MIB, always),
      'trim-threshold': cycles(MIB, always),
      'top-pad': cycles(MIB, topPad),
      'mmap-max': cycles(MIB, always),
      'arena-max': cycles(MIB, arenaMax),
    },
  });
}

export const cases: ClaimCases = {
  supports: frozen(always),
  refutes: frozen(onceOnly),
  missing: evidence({ 'threshold/frozen': { untouched: cycles(MIB, onceOnly) } }),
  notEngaged: frozen(always, always),
  undecided: [frozen(always, onceOnly, always)],
};
