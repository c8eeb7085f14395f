/** Evidence for B78: what the kernel answered under the seals, errno by attempt. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'sharing/seals';

function answers(errno: number, receiverSignal: number, more: Record<string, number> = {}) {
  const attempts = {
    writeErrno: errno,
    mapWritableErrno: errno,
    punchHoleErrno: errno,
    reopenedWriteErrno: errno,
    reopenedMapWritableErrno: errno,
    shrinkErrno: errno,
    furtherSealErrno: errno,
  };
  const facts = { sealErrno: 0, sealsAskedFor: 15, sealsInForce: 15, receiverSignal, ...attempts };
  return trials(3, { facts: { ...facts, ...more } });
}

const open = answers(0, 7, { sealsAskedFor: 0, sealsInForce: 0 });

export const cases: ClaimCases = {
  supports: evidence({
    [stage]: { none: open, all: answers(1, 0), 'write-while-mapped': answers(0, 7, { sealErrno: 16 }) },
  }),
  refutes: evidence({ [stage]: { none: open, all: answers(1, 0, { reopenedWriteErrno: 0 }) } }),
  missing: evidence({ [stage]: { none: open } }),
  notEngaged: evidence({ [stage]: { none: open, all: answers(1, 0, { sealsInForce: 0 }) } }),
};
