/** Evidence for B93, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const bytes = 32 * 2 ** 20;
type Handed = {
  readonly faults: number;
  readonly saw?: number;
  readonly kept?: number;
  readonly received?: number;
};

function handed({ faults, saw = 0, kept = bytes, received = bytes }: Handed) {
  return trials(3, {
    facts: { sentBytes: bytes, receivedBytes: received, keptBytes: kept, sawTheOthersWrite: saw },
    phases: { handOver: { minorFaults: faults, durationNs: 200_000 } },
  });
}

function ways(clone: Handed, share: Handed): ClaimCases['supports'] {
  const transfer = handed({ faults: 1, kept: 0 });
  return evidence({ 'node-memory/worker': { clone: handed(clone), transfer, share: handed(share) } });
}

export const cases: ClaimCases = {
  supports: ways({ faults: 16_387 }, { faults: 2, saw: 1 }),
  refutes: ways({ faults: 16_387 }, { faults: 8192, saw: 0 }),
  missing: evidence({ 'node-memory/worker': { clone: handed({ faults: 16_387 }) } }),
  notEngaged: ways({ faults: 3, received: 0 }, { faults: 2, saw: 1 }),
  undecided: [ways({ faults: 4096 }, { faults: 2, saw: 1 })],
};
