/**
 * Fills the JavaScript heap with objects and says how large it is; and where malloc puts a large buffer, which shows that a
 * tunable of it was heard. Words: COUNT ALLOCATOR (letters of the allocator's file name). Needs --expose-gc.
 */
import { readFileSync } from 'node:fs';
import { amount, fact, factOfMaps, phase, rehearse } from './marks.mjs';

const bufferBytes = 20 * 2 ** 20;

/** Bytes of the heap that the program break ends; 0 where there is none. */
function breakHeapBytes() {
  const [, start, end] = /^(\w+)-(\w+) .*\[heap\]$/m.exec(readFileSync('/proc/self/maps', 'latin1')) ?? [
    0,
    '0',
    '0',
  ];
  return Number.parseInt(end, 16) - Number.parseInt(start, 16);
}

rehearse();
const count = amount(0);
const kept = phase('build', () =>
  Array.from({ length: count }, (_, i) => ({
    number: i + 0.5,
    name: `object ${i}`,
    list: [i, i + 1],
    next: null,
  })),
);
globalThis.gc();
const { heapTotal, heapUsed } = process.memoryUsage();
fact('objects', kept.length);
fact('heapTotalBytes', heapTotal);
fact('heapUsedBytes', heapUsed);
factOfMaps('allocatorMapped', process.argv[3]);
const before = breakHeapBytes();
const buffer = Buffer.allocUnsafe(bufferBytes);
fact('bufferBytes', buffer.length);
fact('breakGrowthBytes', breakHeapBytes() - before);
