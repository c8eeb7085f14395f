/** Reserves memory that may grow, grows it, and writes what it has grown to. Words: WAY MOST BYTES. */
import { amount, choice, fact, phase, rehearse } from './marks.mjs';

const ways = {
  'array-buffer': {
    reserve: (most) => new ArrayBuffer(0, { maxByteLength: most }),
    grow: (buffer, bytes) => buffer.resize(bytes),
  },
  'shared-array-buffer': {
    reserve: (most) => new SharedArrayBuffer(0, { maxByteLength: most }),
    grow: (buffer, bytes) => buffer.grow(bytes),
  },
};

const { reserve, grow } = choice(0, ways);
const most = amount(1);
const bytes = amount(2);
grow(reserve(65536), 65536);
rehearse();
const buffer = phase('reserve', () => reserve(most));
phase('grow', () => grow(buffer, bytes));
const memory = new Uint8Array(buffer);
phase('fill', () => memory.fill(0xa5));
fact('mostBytes', buffer.maxByteLength);
fact('grownBytes', buffer.byteLength);
