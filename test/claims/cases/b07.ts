/** Evidence for B07, four faces of it, and one between. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

const rounds = 50;

function zeroed(fresh: number, used: number, reusedRounds = rounds - 1): ClaimCases['supports'] {
  const facts = { rounds, reusedRounds };
  return evidence({
    'untouched-memory/zeroing-fresh': {
      malloc: timesAround(15, 'obtain', 1e6, { facts }),
      calloc: timesAround(15, 'obtain', fresh * 1e6, { facts }),
    },
    'untouched-memory/zeroing-recycled': {
      malloc: timesAround(15, 'obtain', 1e4, { facts }),
      calloc: timesAround(15, 'obtain', used * 1e4, { facts }),
    },
  });
}

export const cases: ClaimCases = {
  supports: zeroed(0.02, 0.5),
  refutes: zeroed(0.02, 1),
  missing: evidence({ 'untouched-memory/zeroing-recycled': 'not enough memory' }),
  notEngaged: zeroed(0.02, 1, 0),
  undecided: [zeroed(1, 0.5)],
};
