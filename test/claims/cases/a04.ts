/** Evidence for A04, four faces of it. */
import { type ClaimCases, evidence } from '../constructed.ts';
import { always, bisected, cycles, KIB, MIB, never, onceOnly, type Route } from '../malloc-evidence.ts';

function requests(block: readonly Route[], thread: Route, room: Route, inThread = 1): ClaimCases['supports'] {
  return evidence({
    'threshold/cycles': {
      block: cycles(MIB, block),
      'at-limit': cycles(MIB, room === 'heap' ? never : always),
      small: cycles(64 * KIB, never),
      'small-in-thread': cycles(64 * KIB, never, {
        facts: { inThread },
        lists: { inHeap: thread === 'heap' ? [1, 1, 1] : [0, 0, 0] },
      }),
      '128-kib': cycles(128 * KIB, onceOnly),
      '128-kib-room-left': cycles(128 * KIB, room === 'heap' ? never : onceOnly),
    },
    'threshold/bisection': { fresh: bisected(131_049) },
  });
}

export const cases: ClaimCases = {
  supports: requests(always, 'heap', 'mmap'),
  refutes: requests(onceOnly, 'mmap', 'heap'),
  missing: evidence({ 'threshold/cycles': { block: cycles(MIB, onceOnly) } }),
  notEngaged: requests(onceOnly, 'mmap', 'heap', 0),
};
