/** `/proc/PID/auxv`: what the kernel told the program about itself when it started. */
import { endianness } from 'node:os';
import type { AuxiliaryVector } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';

// Source: getauxval(3), include/uapi/linux/auxvec.h.
const AT_NULL = 0;
const names = new Map<number, keyof AuxiliaryVector>([
  [3, 'programHeaders'],
  [5, 'programHeaderCount'],
  [6, 'pageSizeBytes'],
  [7, 'loaderBase'],
  [9, 'entry'],
  [33, 'vdso'],
  [51, 'minimumSignalStackBytes'],
]);
const HIGHEST_TYPE = 0xffff;

/**
 * Pairs of words, up to the pair of type 0. The words are those of the program, 8 or 4 bytes: whichever reading finds the end
 * and a page size that is a power of two. Bytes are in the machine's order.
 */
export function parseAuxv(
  bytes: Buffer,
  path: string,
  littleEndian = endianness() === 'LE',
): Reading<AuxiliaryVector> {
  const vector = vectorOf(bytes, 8, littleEndian) ?? vectorOf(bytes, 4, littleEndian);
  if (vector !== undefined) return measured(vector);
  const found = bytes.length === 0 ? 'nothing' : `${bytes.length} bytes that are not`;
  return unavailable(`${path}: expected pairs of words that end with a pair of type 0, found ${found}`);
}

function vectorOf(bytes: Buffer, wordBytes: 4 | 8, littleEndian: boolean): AuxiliaryVector | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number =>
    wordBytes === 8 ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian);
  const vector: { -readonly [Key in keyof AuxiliaryVector]: AuxiliaryVector[Key] } = {};
  for (let at = 0; at + 2 * wordBytes <= bytes.length; at += 2 * wordBytes) {
    const type = word(at);
    if (type === AT_NULL) return isPowerOfTwo(vector.pageSizeBytes) ? vector : undefined;
    if (type > HIGHEST_TYPE) return undefined;
    const name = names.get(type);
    if (name !== undefined) vector[name] = word(at + wordBytes);
  }
  return undefined;
}

function isPowerOfTwo(size: number | undefined): boolean {
  return size !== undefined && size >= 4096 && size <= 2 ** 30 && Number.isInteger(Math.log2(size));
}
