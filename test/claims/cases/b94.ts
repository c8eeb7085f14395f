/** Evidence for B94, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const bytes = 2 * 2 ** 20;

function sent(faults: number | ((block: number) => number), receivedRight = 1) {
  return trials(3, (block) => ({
    facts: { sentBytes: bytes, receivedBytes: bytes, receivedRight },
    phases: {
      handOver: { minorFaults: typeof faults === 'number' ? faults : faults(block), durationNs: 3_000_000 },
    },
  }));
}

function channels(json: ReturnType<typeof sent>, advanced = sent(519)): ClaimCases['supports'] {
  return evidence({ 'node-memory/process': { file: sent(4), advanced, json } });
}

export const cases: ClaimCases = {
  supports: channels(sent(2000)),
  refutes: channels(sent(16_800)),
  missing: evidence({ 'node-memory/process': { file: sent(4), advanced: sent(519) } }),
  notEngaged: channels(sent(3, 0)),
  undecided: [channels(sent((block) => (block === 0 ? 4000 : 6000)))],
};
