/**
 * Obtains a buffer and drops it, four times: fresh from the kernel at first, and then, where malloc keeps memory of that size,
 * from what it has kept. Words: WAY BYTES. Needs --expose-gc.
 */
import { setImmediate } from 'node:timers/promises';
import { amount, choice, fact, phase, rehearse } from './marks.mjs';

const obtain = choice(0, {
  alloc: (bytes) => Buffer.alloc(bytes),
  'alloc-unsafe': (bytes) => Buffer.allocUnsafe(bytes),
});
const bytes = amount(1);

/** Buffers are freed by a thread of the collector, which the next collection waits for. */
async function collect() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await setImmediate();
  }
}

rehearse();
// Nothing but malloc writes these buffers: whatever is resident afterwards was written in order to be zero. Each is a bit
// smaller than the one before: in the meantime malloc may have cut a small block from what it has kept.
for (const [round, name] of ['fresh', 'grown', 'recycled', 'again'].entries()) {
  const asked = Math.round(bytes * (1 - 0.05 * round));
  phase(name, () => obtain(asked));
  fact(`${name}AskedBytes`, asked);
  await collect();
}
