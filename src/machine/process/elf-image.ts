/** The program headers of an executable: where its parts are to be put, and where its bss ends, which `maps` does not tell. */
import type { ElfImage, ElfSegment, Permissions } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import {
  bytesOfBuffer,
  type ElfHeader,
  type ElfWords,
  parseElfHeader,
  type ReadBytes,
  readTable,
  withFile,
  wordsOf,
} from './elf-file.ts';

// Source: elf(5).
const ET_EXEC = 2;
const ET_DYN = 3;
const PT_LOAD = 1;
const PT_INTERP = 3;
const PT_GNU_RELRO = 0x6474_e552;
// PATH_MAX: the kernel refuses a longer PT_INTERP (fs/binfmt_elf.c, load_elf_binary).
const LONGEST_INTERPRETER_BYTES = 4096;

type ProgramHeader = ElfSegment & { readonly type: number };

/** Source: elf(5), Elf32_Phdr and Elf64_Phdr. Their flags stand in different places. */
function programHeaderAt(words: ElfWords, at: number, is64: boolean): ProgramHeader {
  const word = is64 ? 8 : 4;
  const first = at + word;
  const flags = words.u32(at + (is64 ? 4 : 24));
  const permissions: Permissions = {
    read: (flags & 4) !== 0,
    write: (flags & 2) !== 0,
    execute: (flags & 1) !== 0,
    shared: false,
  };
  return {
    type: words.u32(at),
    fileOffsetBytes: words.address(first),
    address: words.address(first + word),
    fileBytes: words.address(first + 3 * word),
    memoryBytes: words.address(first + 4 * word),
    permissions,
  };
}

function segmentOf({
  address,
  fileOffsetBytes,
  fileBytes,
  memoryBytes,
  permissions,
}: ProgramHeader): ElfSegment {
  return { address, fileOffsetBytes, fileBytes, memoryBytes, permissions };
}

function isSound(header: ProgramHeader): boolean {
  const end = header.address + header.memoryBytes;
  return (
    Number.isSafeInteger(end) &&
    Number.isSafeInteger(header.fileOffsetBytes + header.fileBytes) &&
    header.fileBytes <= header.memoryBytes
  );
}

function interpreterOf(read: ReadBytes, headers: readonly ProgramHeader[]): string | null | undefined {
  const header = headers.find(({ type }) => type === PT_INTERP);
  if (header === undefined) return null;
  if (!(header.fileBytes >= 2 && header.fileBytes <= LONGEST_INTERPRETER_BYTES)) return undefined;
  const bytes = read(header.fileOffsetBytes, header.fileBytes);
  const end = bytes?.indexOf(0) ?? -1;
  return end > 0 ? bytes?.toString('utf8', 0, end) : undefined;
}

function imageOf(read: ReadBytes, header: ElfHeader, path: string): Reading<ElfImage> {
  if (header.type !== ET_EXEC && header.type !== ET_DYN)
    return unavailable(`${path}: ELF of type ${header.type}, not a program`);
  const table = readTable(read, header.programHeaders, header.is64 ? 56 : 32);
  if (table === undefined) return unavailable(`${path}: its program headers are cut short or malformed`);
  const words = wordsOf(table, header.is64, header.littleEndian);
  const { count, entryBytes } = header.programHeaders;
  const headers = Array.from({ length: count }, (_, i) =>
    programHeaderAt(words, i * entryBytes, header.is64),
  );
  const loaded = headers.filter(({ type }) => type === PT_LOAD);
  if (!loaded.every(isSound)) return unavailable(`${path}: a segment's addresses make no sense`);
  const interpreter = interpreterOf(read, headers);
  if (interpreter === undefined)
    return unavailable(`${path}: the name of its interpreter is cut short or malformed`);
  const relro = headers.find(({ type }) => type === PT_GNU_RELRO);
  return measured({
    type: header.type === ET_EXEC ? 'fixed' : 'position-independent',
    interpreter,
    machine: header.machine,
    entry: header.entry,
    programHeaderOffsetBytes: header.programHeaders.offsetBytes,
    segments: loaded.map(segmentOf),
    relro:
      relro === undefined || !isSound(relro)
        ? null
        : { address: relro.address, memoryBytes: relro.memoryBytes },
  });
}

/** From a file to read from: only the header, the program headers and the interpreter's name are looked at. */
export function parseElfImage(file: ReadBytes | Buffer, path: string): Reading<ElfImage> {
  const read = Buffer.isBuffer(file) ? bytesOfBuffer(file) : file;
  const header = parseElfHeader(read, path);
  return header.state === 'measured' ? imageOf(read, header.value, path) : header;
}

/** Of the file `path` below `root`. */
export function readElfImage(path: string, root = '/'): Reading<ElfImage> {
  return withFile(root, path, (read) => parseElfImage(read, path));
}
