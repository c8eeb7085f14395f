/** Evidence for A15, four faces of it. */
import { type ClaimCases, evidence, timesAround } from '../constructed.ts';

/** Fills of 1 MiB and 64 MiB; `mallocLargeNs` is what malloc takes for the large one. */
function fills(mallocLargeNs: number, faults = 16_384): ClaimCases['supports'] {
  const fill = (ns: number, filledBytes: number) =>
    timesAround(15, 'fill', ns, { facts: { filledBytes, pages: filledBytes / 4096 } });
  const large = timesAround(15, 'fill', mallocLargeNs, { facts: { filledBytes: 2 ** 26, pages: 16_384 } });
  return evidence({
    'fault-costs/growth': {
      'malloc-small': fill(4e5, 2 ** 20),
      'malloc-large': withFaults(large, faults),
      'mmap-small': fill(4e5, 2 ** 20),
      'mmap-large': fill(25e6, 2 ** 26),
    },
  });
}

type Arm = ReturnType<typeof timesAround>;

function withFaults(arm: Arm, faults: number): Arm {
  if (arm.state !== 'measured') return arm;
  for (const { readings } of arm.trials) for (const sample of readings?.phases.fill ?? []) sample[1] = faults;
  return arm;
}

export const cases: ClaimCases = {
  supports: fills(60e6),
  refutes: fills(25e6),
  missing: evidence({ 'fault-costs/growth': { 'malloc-small': timesAround(15, 'fill', 4e5) } }),
  notEngaged: fills(25e6, 0),
  undecided: [fills(37.5e6)],
};
