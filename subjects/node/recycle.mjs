/**
 * Obtains a buffer and drops it, four times: fresh from the kernel at first, and then, where malloc keeps memory of that size,
 * from what it has kept. Words: WAY BYTES. Needs --expose-gc.
 */
import { amount, choice, fact, phase, rehearse } from './marks.mjs';

const obtain = choice(0, {
  alloc: (bytes) => Buffer.alloc(bytes),
  'alloc-unsafe': (bytes) => Buffer.allocUnsafe(bytes),
});
const bytes = amount(1);

/** Buffers are freed by a thread of the collector: the next collection waits for it. */
function collect() {
  for (let i = 0; i < 3; i++) globalThis.gc();
}

fact('askedBytes', bytes);
rehearse();
// Nothing but malloc writes these buffers: whatever is resident afterwards was written in order to be zero.
for (const name of ['fresh', 'grown', 'recycled', 'again']) {
  phase(name, () => obtain(bytes));
  collect();
}
