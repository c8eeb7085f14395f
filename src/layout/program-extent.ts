/**
 * Where the program itself lies: its load bias, and the end of its bss, which is in no line of `maps`: the end of the last PT_LOAD
 * segment in memory, moved by the bias. Sources: elf(5), getauxval(3); the bias is AT_ENTRY less the file's entry, and AT_PHDR must
 * agree.
 */
import type { AuxiliaryVector, ElfImage, ElfSegment, ProcessImage } from '../model/process-image.ts';
import { measured, measuredValue, type Reading, unavailable } from '../model/reading.ts';

/** Addresses in the process. */
export type ProgramExtent = {
  readonly biasBytes: number;
  /** The first page of the program and the first address behind its last segment, not rounded. */
  readonly start: number;
  readonly end: number;
  /** Where the bytes of the file end and the bss begins; the bss ends at `end`. */
  readonly bssStart: number;
  /** What becomes read-only after relocation; null where there is nothing. */
  readonly relro: { readonly start: number; readonly end: number } | null;
};

function lastSegment(segments: readonly ElfSegment[]): ElfSegment | undefined {
  return segments.reduce<ElfSegment | undefined>(
    (last, one) => (last && last.address + last.memoryBytes >= one.address + one.memoryBytes ? last : one),
    undefined,
  );
}

/** The address of the program headers in the file's own addresses; undefined where no segment holds them. */
function headersAddress({ segments, programHeaderOffsetBytes: offset }: ElfImage): number | undefined {
  const holder = segments.find(
    ({ fileOffsetBytes, fileBytes }) => offset >= fileOffsetBytes && offset < fileOffsetBytes + fileBytes,
  );
  return holder && holder.address + (offset - holder.fileOffsetBytes);
}

function biasOf(elf: ElfImage, vector: AuxiliaryVector | undefined): Reading<number> {
  if (elf.type === 'fixed') return measured(0);
  const headers = headersAddress(elf);
  const byHeaders =
    vector?.programHeaders !== undefined && headers !== undefined
      ? vector.programHeaders - headers
      : undefined;
  const byEntry = vector?.entry === undefined ? undefined : vector.entry - elf.entry;
  if (byHeaders !== undefined && byEntry !== undefined && byHeaders !== byEntry) {
    return unavailable('AT_PHDR and AT_ENTRY give two load biases: the file is not what runs');
  }
  const bias = byEntry ?? byHeaders;
  return bias === undefined
    ? unavailable('the auxiliary vector names neither AT_ENTRY nor AT_PHDR')
    : measured(bias);
}

function relroOf(elf: ElfImage, bias: number): ProgramExtent['relro'] {
  if (!elf.relro) return null;
  const start = bias + elf.relro.address;
  return { start, end: start + elf.relro.memoryBytes };
}

/** The extent of the image's program, or why it cannot be told. */
export function programExtent(image: ProcessImage, pageSizeBytes: number): Reading<ProgramExtent> {
  if (image.elf.state === 'unavailable') return image.elf;
  const elf = image.elf.value;
  const bias = biasOf(elf, measuredValue(image.auxiliaryVector));
  if (bias.state === 'unavailable') return bias;
  const last = lastSegment(elf.segments);
  if (!last) return unavailable('the executable has no PT_LOAD segment');
  const lowest = bias.value + Math.min(...elf.segments.map(({ address }) => address));
  return measured({
    biasBytes: bias.value,
    start: lowest - (lowest % pageSizeBytes),
    end: bias.value + last.address + last.memoryBytes,
    bssStart: bias.value + last.address + last.fileBytes,
    relro: relroOf(elf, bias.value),
  });
}
