/** Obtains memory in one way, then writes every byte of it, twice. Words: WAY BYTES. */
import { amount, choice, fact, phase, rehearse } from './marks.mjs';

const ways = {
  alloc: (bytes) => Buffer.alloc(bytes),
  'alloc-unsafe': (bytes) => Buffer.allocUnsafe(bytes),
  'array-buffer': (bytes) => new Uint8Array(new ArrayBuffer(bytes)),
  'shared-array-buffer': (bytes) => new Uint8Array(new SharedArrayBuffer(bytes)),
  'resizable-array-buffer': (bytes) => new Uint8Array(new ArrayBuffer(bytes, { maxByteLength: bytes })),
  'wasm-memory': (bytes) =>
    new Uint8Array(new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) }).buffer),
};

const obtain = choice(0, ways);
const bytes = amount(1);
obtain(65536).fill(1);
rehearse();
fact('askedBytes', bytes);
const memory = phase('allocate', () => obtain(bytes));
phase('fill', () => memory.fill(0xa5));
phase('refill', () => memory.fill(0x5a));
