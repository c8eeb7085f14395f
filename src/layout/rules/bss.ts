/** Rule 10: the zeroed data of a program or a library: anonymous, directly behind its writable file mapping. */
import type { MergedPart } from '../../model/layout.ts';
import type { Vma } from '../../model/process-image.ts';
import { formatBytes } from '../../model/units.ts';
import type { Facts } from '../facts.ts';
import { baseName, fileKey, isFile, isPlainMemory, touches } from '../vma.ts';
import type { Place, Rule, Verdict } from './rule.ts';

/** Pages of a module, its zeroed data included, and what a region in them is called. */
type Module = {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly group: string;
};

function programModule({ extent, pageSizeBytes }: Facts): Module | undefined {
  if (extent.state === 'unavailable') return undefined;
  const end = Math.ceil(extent.value.end / pageSizeBytes) * pageSizeBytes;
  return { start: extent.value.start, end, label: 'bss', group: 'program' };
}

/** The mapped library that the data before the VMA belongs to; its spans do not overlap. */
function libraryModule(before: Vma, { librarySpans }: Facts): Module | undefined {
  const key = fileKey(before);
  const span = librarySpans.get(key)?.find(({ start, end }) => before.start >= start && before.start < end);
  return span && { ...span, label: `${baseName(before.path)} bss`, group: `library ${key}` };
}

/** What the segments say, where the ELF headers were read. */
function byHeaders(vma: Vma, { start, end, label, group }: Module): Verdict | null {
  if (vma.start < start || vma.start >= end) return null;
  const found = { class: 'bss', part: 'bss', label, group } as const;
  if (vma.end <= end) {
    return { ...found, reason: 'anonymous, and inside the memory size of a PT_LOAD segment' };
  }
  const merged: MergedPart = { class: 'unknown', start: end, end: vma.end };
  return {
    ...found,
    reason: `begins inside the memory size of a PT_LOAD segment, which ends ${formatBytes(end - vma.start)} into it`,
    merged: [merged],
    notes: [
      `another anonymous mapping follows directly, and the kernel made one VMA of the two: its last ${formatBytes(vma.end - end)} are not bss`,
    ],
  };
}

function isModuleData(vma: Vma, { codeStarts }: Facts): boolean {
  const { read, write, shared } = vma.permissions;
  return isFile(vma) && read && write && !shared && codeStarts.has(fileKey(vma));
}

/** Behind the data of a module: by its headers where they were read, else only probably. */
function behindData({ vma, before }: Place, facts: Facts): Verdict | null {
  if (!before || !touches(before, vma) || !isModuleData(before, facts)) return null;
  const key = fileKey(before);
  const isProgram = key === facts.programKey;
  const library = libraryModule(before, facts);
  if (library) return byHeaders(vma, library);
  if (isProgram && facts.extent.state === 'measured') return null;
  return {
    class: 'bss',
    part: 'bss',
    label: isProgram ? 'bss' : `${baseName(before.path)} bss`,
    certainty: 'probable',
    reason: `anonymous, directly behind the data of ${baseName(before.path)}, whose headers were not read`,
    group: isProgram ? 'program' : `library ${key}`,
  };
}

export const bss: Rule = {
  number: 10,
  name: 'bss',
  judge: (place, facts) => {
    const { vma } = place;
    // Kernels before 6.5 called a bss that ends at an unused start_brk [heap]: rule 3 leaves it to this one.
    if (!isPlainMemory(vma) && vma.path !== '[heap]') return null;
    const program = programModule(facts);
    return (program && byHeaders(vma, program)) ?? behindData(place, facts);
  },
};
