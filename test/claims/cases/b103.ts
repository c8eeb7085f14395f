/** Evidence for B103, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const MIB = 2 ** 20;
type Times = { readonly large: number; readonly again?: number };

function spawned({ large, again = 1 }: Times, grownBytes = 96 * MIB, count = 12): ClaimCases['supports'] {
  const small = 800_000;
  const scattered = (ratio: number, block: number): { durationNs: number } => ({
    durationNs: Math.round(small * ratio * (1 + 0.01 * (block % 5))),
  });
  const arm = trials(count, (block) => ({
    facts: { pages: 24_576, residentBytes: 50 * MIB + grownBytes, residentAfterwardsBytes: 50 * MIB },
    phases: {
      spawnSmall: [{ durationNs: small }, { durationNs: 9 * small }],
      spawnLarge: [scattered(large, block), scattered(9 * large, block)],
      spawnSmallAgain: [scattered(again, block)],
      rewrite: { minorFaults: 24_700, durationNs: 20_000_000 },
    },
  }));
  return evidence({ 'node-memory/spawn': { '96 MiB': arm } });
}

export const cases: ClaimCases = {
  supports: spawned({ large: 5 }),
  refutes: spawned({ large: 1.02 }),
  missing: evidence({ 'node-memory/spawn': { '96 MiB': trials(12, { facts: { pages: 24_576 } }) } }),
  notEngaged: spawned({ large: 5 }, 0),
  undecided: [spawned({ large: 5, again: 4 }), spawned({ large: 1.48 }), spawned({ large: 5 }, 96 * MIB, 3)],
};
