/** The symbols of an ELF file, for turning addresses into names. */
import type { ElfSegment } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import {
  bytesOfBuffer,
  type ElfHeader,
  parseElfHeader,
  type ReadBytes,
  readTable,
  withFile,
  wordsOf,
} from './elf-file.ts';
import { parseElfImage } from './elf-image.ts';
import { type ElfSymbol, type SymbolColumns, SymbolTable } from './symbol-table.ts';

// Source: elf(5).
const SHT_SYMTAB = 2;
const SHT_STRTAB = 3;
const SHT_DYNSYM = 11;
const STT_OBJECT = 1;
const STT_FUNC = 2;
const STT_GNU_IFUNC = 10;
const STB_LOCAL = 0;
const STB_WEAK = 2;
const SHN_LORESERVE = 0xff00;
const EM_ARM = 40;
// Far above the symbols of the largest browsers; so a damaged size cannot take the memory.
const MOST_TABLE_BYTES = 2 ** 29;

export type ElfSymbols = {
  /** `.dynsym`, of a stripped file, holds only what it exports or imports. */
  readonly table: '.symtab' | '.dynsym';
  /** How many addresses have a symbol. */
  readonly count: number;
  readonly segments: readonly ElfSegment[];
  /** The function or object that an address of the file lies in. */
  readonly symbolAt: (address: number) => ElfSymbol | undefined;
  /** The address that a byte of the file is loaded to, before the load bias: for `vma.offsetBytes + (address - vma.start)`. */
  readonly addressOfOffset: (offsetBytes: number) => number | undefined;
};

type Section = {
  readonly type: number;
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly link: number;
};

/** Source: elf(5), Elf32_Shdr and Elf64_Shdr. */
function sectionsOf(read: ReadBytes, header: ElfHeader): readonly Section[] | undefined {
  const { is64, littleEndian, sectionHeaders } = header;
  const table = readTable(read, sectionHeaders, is64 ? 64 : 40);
  if (table === undefined) return undefined;
  const words = wordsOf(table, is64, littleEndian);
  return Array.from({ length: sectionHeaders.count }, (_, i) => {
    const at = i * sectionHeaders.entryBytes;
    return {
      type: words.u32(at + 4),
      offsetBytes: words.address(at + (is64 ? 24 : 16)),
      sizeBytes: words.address(at + (is64 ? 32 : 20)),
      link: words.u32(at + (is64 ? 40 : 24)),
    };
  });
}

function contentOf(read: ReadBytes, section: Section | undefined): Buffer | undefined {
  if (section === undefined || !(section.sizeBytes <= MOST_TABLE_BYTES)) return undefined;
  return Number.isSafeInteger(section.offsetBytes) ? read(section.offsetBytes, section.sizeBytes) : undefined;
}

/** Functions and objects that the file defines. Source: elf(5), Elf32_Sym and Elf64_Sym. */
function columnsOf(
  content: Buffer,
  { is64, littleEndian, machine }: ElfHeader,
  namesBytes: number,
): SymbolColumns {
  const words = wordsOf(content, is64, littleEndian);
  const entryBytes = is64 ? 24 : 16;
  const entries = Math.floor(content.length / entryBytes);
  const columns = {
    addresses: new Float64Array(entries),
    sizesBytes: new Float64Array(entries),
    names: new Uint32Array(entries),
    ranks: new Uint8Array(entries),
    functions: new Uint8Array(entries),
  };
  let count = 0;
  for (let at = 0; at + entryBytes <= content.length; at += entryBytes) {
    const kind = words.u8(at + (is64 ? 4 : 12));
    const section = words.u16(at + (is64 ? 6 : 14));
    const isFunction = (kind & 15) === STT_FUNC || (kind & 15) === STT_GNU_IFUNC;
    if ((!isFunction && (kind & 15) !== STT_OBJECT) || section === 0 || section >= SHN_LORESERVE) continue;
    const value = words.address(at + (is64 ? 8 : 4));
    const sizeBytes = words.address(at + (is64 ? 16 : 8));
    const name = words.u32(at);
    if (!Number.isSafeInteger(value + sizeBytes) || name === 0 || name >= namesBytes) continue;
    // On 32-bit ARM the lowest bit of a function says which instruction set it is in.
    columns.addresses[count] = machine === EM_ARM && isFunction ? value - (value % 2) : value;
    columns.sizesBytes[count] = sizeBytes;
    columns.names[count] = name;
    columns.ranks[count] = rankOf(kind >> 4, sizeBytes);
    columns.functions[count] = isFunction ? 1 : 0;
    count++;
  }
  return { ...columns, count };
}

/** Sized before unsized, then global before weak before local: the name that most would know. */
function rankOf(binding: number, sizeBytes: number): number {
  const least = binding === STB_LOCAL ? 2 : binding === STB_WEAK ? 1 : 0;
  return sizeBytes === 0 ? least + 3 : least;
}

function addressOfOffset(segments: readonly ElfSegment[], offsetBytes: number): number | undefined {
  const holds = (segment: ElfSegment): boolean =>
    segment.fileOffsetBytes <= offsetBytes && offsetBytes < segment.fileOffsetBytes + segment.fileBytes;
  const segment = segments.find((one) => one.permissions.execute && holds(one)) ?? segments.find(holds);
  return segment && segment.address + (offsetBytes - segment.fileOffsetBytes);
}

/** From a file to read from: the whole table `.symtab`, else `.dynsym`, is read, and nothing else that is large. */
export function parseElfSymbols(file: ReadBytes | Buffer, path: string): Reading<ElfSymbols> {
  const read = Buffer.isBuffer(file) ? bytesOfBuffer(file) : file;
  const header = parseElfHeader(read, path);
  if (header.state === 'unavailable') return header;
  const image = parseElfImage(read, path);
  if (image.state === 'unavailable') return image;
  const sections = sectionsOf(read, header.value);
  if (sections === undefined) return unavailable(`${path}: its section headers are cut short or malformed`);
  const full = sections.find(({ type }) => type === SHT_SYMTAB);
  const section = full ?? sections.find(({ type }) => type === SHT_DYNSYM);
  if (section === undefined) return unavailable(`${path}: has no symbols (it was stripped)`);
  const linked = sections[section.link];
  const strings = linked?.type === SHT_STRTAB ? contentOf(read, linked) : undefined;
  const content = contentOf(read, section);
  if (strings === undefined || content === undefined)
    return unavailable(`${path}: its symbols are cut short or malformed`);
  const table = new SymbolTable(columnsOf(content, header.value, strings.length), strings);
  const { segments } = image.value;
  return measured({
    table: full === undefined ? '.dynsym' : '.symtab',
    count: table.size,
    segments,
    symbolAt: (address) => table.at(address),
    addressOfOffset: (offsetBytes) => addressOfOffset(segments, offsetBytes),
  });
}

/** Of the file `path` below `root`. Node's 180,000 symbols take 0.1 s and keep 10 MiB. */
export function readElfSymbols(path: string, root = '/'): Reading<ElfSymbols> {
  return withFile(root, path, (read) => parseElfSymbols(read, path));
}
