/** Builds small ELF files of every class and byte order, for the parsers of headers and symbols. */

export type ElfShape = { readonly is64: boolean; readonly littleEndian: boolean };

export const shapes: readonly ElfShape[] = [
  { is64: true, littleEndian: true },
  { is64: true, littleEndian: false },
  { is64: false, littleEndian: true },
  { is64: false, littleEndian: false },
];

export type Segment = readonly [
  type: number,
  flags: number,
  offset: number,
  address: number,
  fileBytes: number,
  memoryBytes: number,
];
export type ElfNamed = readonly [name: string, address: number, size: number, kind: number, section?: number];
export type ElfParts = {
  readonly type?: number;
  readonly machine?: number;
  readonly entry?: number;
  readonly segments?: readonly Segment[];
  readonly symbols?: readonly ElfNamed[];
  readonly symbolTable?: number;
};

export const INTERPRETER = '/lib/ld-linux.so.2';
/** Where the name of the interpreter stands in these files. */
export const INTERPRETER_OFFSET = 1024;
const SYMBOLS = 2048;
const STRINGS = 8192;
const SECTIONS = 12_288;
const FILE_BYTES = 16_384;

/** One field after another, at a place. */
class Writer {
  readonly buffer = Buffer.alloc(FILE_BYTES);
  readonly #view = new DataView(this.buffer.buffer, this.buffer.byteOffset);
  readonly #shape: ElfShape;
  at = 0;

  constructor(shape: ElfShape) {
    this.#shape = shape;
  }

  put(...fields: readonly (readonly ['b' | 'h' | 'w' | 'a', number])[]): this {
    for (const [kind, value] of fields) {
      const bytes = kind === 'a' ? (this.#shape.is64 ? 8 : 4) : { b: 1, h: 2, w: 4 }[kind];
      if (bytes === 1) this.#view.setUint8(this.at, value);
      else if (bytes === 2) this.#view.setUint16(this.at, value, this.#shape.littleEndian);
      else if (bytes === 4) this.#view.setUint32(this.at, value, this.#shape.littleEndian);
      else this.#view.setBigUint64(this.at, BigInt(value), this.#shape.littleEndian);
      this.at += bytes;
    }
    return this;
  }
}

/** The file, 16 KiB of it: header, program headers, interpreter's name, symbols with their strings, section headers. */
export function buildElf(shape: ElfShape, parts: ElfParts): Buffer {
  const { is64 } = shape;
  const { type = 3, machine = 62, entry = 0x1000, segments = [], symbols, symbolTable = 2 } = parts;
  const out = new Writer(shape);
  out.buffer.set([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, shape.littleEndian ? 1 : 2, 1]);
  out.at = 16;
  out.put(
    ['h', type],
    ['h', machine],
    ['w', 1],
    ['a', entry],
    ['a', is64 ? 64 : 52],
    ['a', symbols ? SECTIONS : 0],
    ['w', 0],
  );
  out.put(
    ['h', is64 ? 64 : 52],
    ['h', is64 ? 56 : 32],
    ['h', segments.length],
    ['h', is64 ? 64 : 40],
    ['h', symbols ? 3 : 0],
    ['h', 0],
  );
  for (const [kind, flags, offset, address, fileBytes, memoryBytes] of segments) {
    out.put(['w', kind]);
    if (is64) out.put(['w', flags]);
    out.put(['a', offset], ['a', address], ['a', address], ['a', fileBytes], ['a', memoryBytes]);
    if (!is64) out.put(['w', flags]);
    out.put(['a', 4096]);
  }
  out.buffer.write(`${INTERPRETER}\0`, INTERPRETER_OFFSET);
  if (symbols) writeSymbols(out, is64, symbols, symbolTable);
  return out.buffer;
}

function writeSymbols(out: Writer, is64: boolean, symbols: readonly ElfNamed[], table: number): void {
  let strings = 1;
  out.at = SYMBOLS;
  for (const [name, address, size, kind, section = 1] of symbols) {
    const at = name === '' ? 0 : strings;
    strings += out.buffer.write(`${name}\0`, STRINGS + strings);
    if (is64) out.put(['w', at], ['b', kind], ['b', 0], ['h', section], ['a', address], ['a', size]);
    else out.put(['w', at], ['a', address], ['a', size], ['b', kind], ['b', 0], ['h', section]);
  }
  const symbolsBytes = out.at - SYMBOLS;
  out.at = SECTIONS + (is64 ? 64 : 40);
  for (const [type, offset, size, link] of [
    [table, SYMBOLS, symbolsBytes, 2],
    [3, STRINGS, strings, 0],
  ] as const)
    out.put(
      ['w', 0],
      ['w', type],
      ['a', 0],
      ['a', 0],
      ['a', offset],
      ['a', size],
      ['w', link],
      ['w', 0],
      ['a', 1],
      ['a', is64 ? 24 : 16],
    );
}
