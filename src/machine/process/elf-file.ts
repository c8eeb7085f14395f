/** The bytes of an ELF file and its header: what both its program headers and its symbols are found by. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import { describeReadError } from '../read-text.ts';

/** Reads `lengthBytes` at `offsetBytes`; undefined where the file does not reach that far. */
export type ReadBytes = (offsetBytes: number, lengthBytes: number) => Buffer | undefined;

/** One word at a time out of some bytes, in the byte order and word length of the file. */
export type ElfWords = {
  u8(at: number): number;
  u16(at: number): number;
  u32(at: number): number;
  /** A word of 8 bytes in ELF64, of 4 in ELF32; NaN beyond 2^53. */
  address(at: number): number;
};

export type ElfHeader = {
  readonly is64: boolean;
  readonly littleEndian: boolean;
  readonly type: number;
  readonly machine: number;
  readonly entry: number;
  readonly programHeaders: ElfTable;
  readonly sectionHeaders: ElfTable;
};

export type ElfTable = { readonly offsetBytes: number; readonly entryBytes: number; readonly count: number };

const MAGIC = 0x7f45_4c46;
const MORE_PROGRAM_HEADERS = 0xffff;
// Far above what linkers write; so a damaged count cannot take the memory.
const MOST_ENTRIES = 1_000_000;

/** Everything in one buffer, as a file to read from. */
export function bytesOfBuffer(buffer: Buffer): ReadBytes {
  return (offsetBytes, lengthBytes) => {
    const inside = offsetBytes >= 0 && lengthBytes >= 0 && offsetBytes + lengthBytes <= buffer.length;
    return inside ? buffer.subarray(offsetBytes, offsetBytes + lengthBytes) : undefined;
  };
}

/** Opens `path` below `root` for as long as `read` takes. */
export function withFile<T>(root: string, path: string, read: (bytes: ReadBytes) => Reading<T>): Reading<T> {
  let fd: number | undefined;
  try {
    const opened = openSync(join(root, path), 'r');
    fd = opened;
    const { size } = fstatSync(opened);
    return read((offsetBytes, lengthBytes) => {
      const inside = offsetBytes >= 0 && lengthBytes >= 0 && offsetBytes + lengthBytes <= size;
      if (!inside) return undefined;
      const buffer = Buffer.alloc(lengthBytes);
      return readSync(opened, buffer, 0, lengthBytes, offsetBytes) === lengthBytes ? buffer : undefined;
    });
  } catch (error) {
    return unavailable(describeReadError(path, error));
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

export function wordsOf(bytes: Buffer, is64: boolean, littleEndian: boolean): ElfWords {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    u8: (at) => view.getUint8(at),
    u16: (at) => view.getUint16(at, littleEndian),
    u32: (at) => view.getUint32(at, littleEndian),
    address: (at) => {
      if (!is64) return view.getUint32(at, littleEndian);
      const high = view.getUint32(littleEndian ? at + 4 : at, littleEndian);
      const low = view.getUint32(littleEndian ? at : at + 4, littleEndian);
      return high < 0x20_0000 ? high * 2 ** 32 + low : Number.NaN;
    },
  };
}

/** Source: elf(5), Elf32_Ehdr and Elf64_Ehdr; gabi, "ELF Header", for counts that do not fit. */
export function parseElfHeader(read: ReadBytes, path: string): Reading<ElfHeader> {
  const identity = read(0, 16);
  if (identity === undefined || identity.readUInt32BE(0) !== MAGIC)
    return unavailable(`${path}: is not an ELF file`);
  const is64 = identity[4] === 2;
  const littleEndian = identity[5] === 1;
  if ((!is64 && identity[4] !== 1) || (!littleEndian && identity[5] !== 2))
    return unavailable(
      `${path}: ELF of class ${identity[4]} and byte order ${identity[5]}, which is not known`,
    );
  const bytes = read(0, is64 ? 64 : 52);
  if (bytes === undefined) return unavailable(`${path}: its ELF header is cut short`);
  const words = wordsOf(bytes, is64, littleEndian);
  const sizes = is64 ? 54 : 42;
  const programs = {
    offsetBytes: words.address(is64 ? 32 : 28),
    entryBytes: words.u16(sizes),
    count: words.u16(sizes + 2),
  };
  const sections = {
    offsetBytes: words.address(is64 ? 40 : 32),
    entryBytes: words.u16(sizes + 4),
    count: words.u16(sizes + 6),
  };
  const counted = manyEntries(read, is64, littleEndian, programs, sections);
  if (counted === undefined) return unavailable(`${path}: its ELF header names tables that are not there`);
  const entry = words.address(24);
  if (Number.isNaN(entry)) return unavailable(`${path}: its entry point lies beyond 2^53`);
  return measured({ is64, littleEndian, type: words.u16(16), machine: words.u16(18), entry, ...counted });
}

/** Counts that do not fit into 16 bits stand in the first section header. */
function manyEntries(
  read: ReadBytes,
  is64: boolean,
  littleEndian: boolean,
  programHeaders: ElfTable,
  sectionHeaders: ElfTable,
): Pick<ElfHeader, 'programHeaders' | 'sectionHeaders'> | undefined {
  const plain =
    programHeaders.count !== MORE_PROGRAM_HEADERS &&
    (sectionHeaders.count > 0 || !sectionHeaders.offsetBytes);
  if (plain) return { programHeaders, sectionHeaders };
  const first = read(sectionHeaders.offsetBytes, is64 ? 64 : 40);
  if (first === undefined) return undefined;
  const words = wordsOf(first, is64, littleEndian);
  const sections = sectionHeaders.count > 0 ? sectionHeaders.count : words.address(is64 ? 32 : 20);
  const programs =
    programHeaders.count === MORE_PROGRAM_HEADERS ? words.u32(is64 ? 44 : 28) : programHeaders.count;
  return {
    programHeaders: { ...programHeaders, count: programs },
    sectionHeaders: { ...sectionHeaders, count: sections },
  };
}

/** The table in one piece, or undefined where it is not all there or its entries are shorter than `leastBytes`. */
export function readTable(read: ReadBytes, table: ElfTable, leastBytes: number): Buffer | undefined {
  const usable = table.count <= MOST_ENTRIES && table.entryBytes >= leastBytes;
  if (!usable || !Number.isSafeInteger(table.offsetBytes)) return undefined;
  return read(table.offsetBytes, table.count * table.entryBytes);
}
