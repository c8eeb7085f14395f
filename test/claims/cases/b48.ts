/** Evidence for B48: what the child found. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const stage = 'fork/advice';
const writtenBytes = 4096;

function child(sawParent: number, sawZero: number, childSignal = 0) {
  const facts = {
    writtenBytes,
    childReadBytes: sawParent + sawZero,
    childSawParentBytes: sawParent,
    childSawZeroBytes: sawZero,
    childSignal,
  };
  return trials(3, { facts });
}

const arms = { none: child(4096, 0), dontfork: child(0, 0, 11), wipeonfork: child(0, 4096) };

export const cases: ClaimCases = {
  supports: evidence({ [stage]: arms }),
  refutes: evidence({ [stage]: { ...arms, wipeonfork: child(1, 4095) } }),
  missing: evidence({
    [stage]: {
      ...arms,
      wipeonfork: trials(3, {
        failed: { call: 'madvise(MADV_WIPEONFORK)', errno: 22, message: 'Invalid argument' },
      }),
    },
  }),
  notEngaged: evidence({ [stage]: { ...arms, none: child(0, 0, 11) } }),
};
