/** What the rules ask of a process again and again, worked out once: which file is the program, which files hold code, which allocator. */
import type { ProcessImage, Vma } from '../model/process-image.ts';
import { measuredValue, type Reading } from '../model/reading.ts';
import { type AddressConstants, addressConstants } from './address-constants.ts';
import { type LibrarySpan, librarySpans } from './library-ends.ts';
import { type ProgramExtent, programExtent } from './program-extent.ts';
import { threadParts } from './thread-parts.ts';
import { type V8Range, v8Ranges } from './v8-ranges.ts';
import { baseName, fileKey, isAnonymous, isFile } from './vma.ts';

export type AllocatorName = 'jemalloc' | 'mimalloc' | 'tcmalloc';

export type Facts = {
  readonly image: ProcessImage;
  readonly pageSizeBytes: number;
  readonly constants: AddressConstants | null;
  readonly extent: Reading<ProgramExtent>;
  /** The program's file, as `fileKey` has it; undefined where nothing tells which it is. */
  readonly programKey: string | undefined;
  readonly loaderKey: string | undefined;
  /** Files of which something is mapped as code, with the lowest address of that code. */
  readonly codeStarts: ReadonlyMap<string, number>;
  /** Of the libraries whose headers were read. */
  readonly librarySpans: ReadonlyMap<string, readonly LibrarySpan[]>;
  readonly allocator: { readonly name: AllocatorName; readonly path: string } | undefined;
  readonly hasGlibc: boolean;
  /** The file that brings V8 along, by its name. */
  readonly v8Path: string | undefined;
  readonly v8Ranges: readonly V8Range[];
  readonly startBrk: number | undefined;
  /** Thread stacks are this large unless asked otherwise; 0 where that is not known. */
  readonly threadStackBytes: number;
  /** In ascending order, without the main thread's. */
  readonly stackPointers: readonly number[];
};

const v8Names =
  /^(node|nodejs|deno|d8|electron|chrome|chromium|chromium-browser|code|libnode\.so.*|libv8\.so.*)$/;
const allocatorNames = /^lib(jemalloc|mimalloc|tcmalloc)[^/]*\.so/;

function lastEndOfUserSpace(vmas: readonly Vma[]): number {
  for (let i = vmas.length - 1; i >= 0; i--) {
    const { end } = vmas[i]!;
    if (end < 2 ** 63) return end;
  }
  return 0;
}

function fileAt(vmas: readonly Vma[], address: number | undefined): string | undefined {
  if (!address) return undefined;
  const vma = vmas.find(({ start, end }) => start <= address && address < end);
  return vma && isFile(vma) ? fileKey(vma) : undefined;
}

/** By the entry point, which cannot err; else by the file's identity, else by its path (some file systems show two devices). */
function programKeyOf(image: ProcessImage): string | undefined {
  const byEntry = fileAt(image.vmas, measuredValue(image.auxiliaryVector)?.entry);
  if (byEntry !== undefined) return byEntry;
  const executable = measuredValue(image.executable);
  if (!executable) return undefined;
  const key = fileKey(executable);
  const vma =
    image.vmas.find((one) => isFile(one) && fileKey(one) === key) ??
    image.vmas.find(({ path }) => path === executable.path);
  return vma && fileKey(vma);
}

function codeStartsOf(vmas: readonly Vma[]): Map<string, number> {
  const starts = new Map<string, number>();
  for (const vma of vmas) {
    if (!vma.permissions.execute || vma.permissions.shared || !isFile(vma)) continue;
    const key = fileKey(vma);
    if (!starts.has(key)) starts.set(key, vma.start);
  }
  return starts;
}

/** Paths of files with code, once each. */
function codePaths(vmas: readonly Vma[]): string[] {
  const paths = vmas.filter((vma) => vma.permissions.execute && isFile(vma)).map(({ path }) => path);
  return [...new Set(paths)];
}

function allocatorOf(paths: readonly string[]): Facts['allocator'] {
  for (const path of paths) {
    const name = allocatorNames.exec(baseName(path))?.[1];
    if (name) return { name: name as AllocatorName, path };
  }
  return undefined;
}

/** glibc takes the soft limit of the stack, or 2 MiB where that is unlimited: nptl/nptl-stack.c, ARCH_STACK_DEFAULT_SIZE. */
function threadStackBytesOf(image: ProcessImage): number {
  const limits = measuredValue(image.limits);
  const soft = limits && measuredValue(limits.stackBytes)?.soft;
  if (soft === undefined) return 0;
  return soft === 'unlimited' ? 2 * 2 ** 20 : soft;
}

function stackPointersOf(image: ProcessImage): number[] {
  const others = (measuredValue(image.threads) ?? []).filter(({ tid }) => tid !== image.pid);
  const pointers = others.map(({ stackPointer }) => measuredValue(stackPointer) ?? 0);
  return pointers.filter((pointer) => pointer > 0).sort((a, b) => a - b);
}

export function factsOf(image: ProcessImage): Facts {
  const { vmas } = image;
  const vector = measuredValue(image.auxiliaryVector);
  const pageSizeBytes = vector?.pageSizeBytes ?? 4096;
  const paths = codePaths(vmas);
  const programKey = programKeyOf(image);
  const stackPointers = stackPointersOf(image);
  const ofThreads = threadParts(vmas, stackPointers);
  const v8Path = paths.find((path) => v8Names.test(baseName(path)));
  return {
    image,
    pageSizeBytes,
    constants: addressConstants(image.architecture, lastEndOfUserSpace(vmas), pageSizeBytes),
    extent: programExtent(image, pageSizeBytes),
    programKey,
    loaderKey: fileAt(vmas, vector?.loaderBase),
    codeStarts: codeStartsOf(vmas),
    librarySpans: librarySpans(vmas, image.libraries ?? [], pageSizeBytes),
    allocator: allocatorOf(paths),
    hasGlibc: paths.some((path) => /^libc(\.so\.6|-2\.\d+\.so)$/.test(baseName(path))),
    v8Path,
    // V8 maps its built-in code, which is in the program's file, again into its code range.
    v8Ranges:
      v8Path === undefined
        ? []
        : v8Ranges(vmas, (vma) => !ofThreads.has(vma) && (isAnonymous(vma) || fileKey(vma) === programKey)),
    startBrk: measuredValue(image.stat)?.startBrk || undefined,
    threadStackBytes: threadStackBytesOf(image),
    stackPointers,
  };
}
