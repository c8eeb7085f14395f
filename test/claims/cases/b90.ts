/** Evidence for B90, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const page = 4096;
type Faults = { readonly fresh?: number; readonly recycled: number; readonly mapped?: number };

function buffers(bytes: number, { fresh = 3, recycled, mapped = 0 }: Faults) {
  return trials(3, {
    facts: { freshAskedBytes: bytes, recycledAskedBytes: bytes, recycledAddressSpaceGrowthBytes: mapped },
    phases: {
      fresh: { minorFaults: fresh, durationNs: 40_000 },
      recycled: { minorFaults: recycled, durationNs: 6_000_000 },
      again: { durationNs: 400_000 },
    },
  });
}

const [kept, returned] = [5120 * page, 16_384 * page];

function recycled(alloc: Faults, allocReturned: Faults, unsafe: Faults): ClaimCases['supports'] {
  return evidence({
    'node-memory/recycle': {
      'alloc-kept': buffers(kept, alloc),
      'alloc-returned': buffers(returned, allocReturned),
      'alloc-unsafe-kept': buffers(kept, unsafe),
    },
  });
}

export const cases: ClaimCases = {
  supports: recycled({ fresh: 5121, recycled: 5070 }, { recycled: 16_384 }, { recycled: 0 }),
  refutes: recycled({ recycled: 5070 }, { recycled: 1 }, { recycled: 0 }),
  missing: evidence({ 'node-memory/recycle': { 'alloc-kept': buffers(kept, { recycled: 5070 }) } }),
  notEngaged: recycled({ recycled: 1, mapped: kept }, { recycled: 1 }, { recycled: 1, mapped: kept }),
  undecided: [recycled({ fresh: 2000, recycled: 5070 }, { recycled: 1 }, { recycled: 0 })],
};
