/** Rule 10: the zeroed data of a program or a library: anonymous, directly behind its writable file mapping. */
import type { MergedPart } from '../../model/layout.ts';
import type { Vma } from '../../model/process-image.ts';
import { formatBytes } from '../../model/units.ts';
import type { Facts } from '../facts.ts';
import { baseName, fileKey, isFile, isPlainMemory, touches } from '../vma.ts';
import type { Place, Rule, Verdict } from './rule.ts';

/** What the segments say, where the ELF header of the program was read. */
function byHeaders(vma: Vma, { extent, pageSizeBytes }: Facts): Verdict | null {
  if (extent.state === 'unavailable') return null;
  const { start, end, bssStart } = extent.value;
  const last = Math.ceil(end / pageSizeBytes) * pageSizeBytes;
  const first = Math.ceil(bssStart / pageSizeBytes) * pageSizeBytes;
  // A segment before the last may have zeroed pages of its own; they end before it.
  if (vma.start < start || vma.start >= last || vma.end <= start) return null;
  const found = { class: 'bss', part: 'bss', label: 'bss', group: 'program' } as const;
  if (vma.end <= last) {
    return { ...found, reason: 'anonymous, and inside the memory size of a PT_LOAD segment' };
  }
  const merged: MergedPart = { class: 'unknown', start: last, end: vma.end };
  return {
    ...found,
    reason: `begins inside the memory size of a PT_LOAD segment, which ends ${formatBytes(last - Math.max(first, vma.start))} into it`,
    merged: [merged],
    notes: [
      `another anonymous mapping follows directly, and the kernel made one VMA of the two: its last ${formatBytes(vma.end - last)} are not bss`,
    ],
  };
}

function isModuleData(vma: Vma, { codeStarts }: Facts): boolean {
  const { read, write, shared } = vma.permissions;
  return isFile(vma) && read && write && !shared && codeStarts.has(fileKey(vma));
}

function byNeighbour({ vma, before }: Place, facts: Facts): Verdict | null {
  if (!before || !touches(before, vma) || !isModuleData(before, facts)) return null;
  const key = fileKey(before);
  return {
    class: 'bss',
    part: 'bss',
    label: key === facts.programKey ? 'bss' : `${baseName(before.path)} bss`,
    certainty: 'probable',
    reason: `anonymous, directly behind the data of ${baseName(before.path)}, whose headers were not read`,
    group: key === facts.programKey ? 'program' : `library ${key}`,
  };
}

export const bss: Rule = {
  number: 10,
  name: 'bss',
  judge: (place, facts) => {
    const { vma } = place;
    // Kernels before 6.5 called a bss that ends at an unused start_brk [heap]: rule 3 leaves it to this one.
    if (!isPlainMemory(vma) && vma.path !== '[heap]') return null;
    return byHeaders(vma, facts) ?? byNeighbour(place, facts);
  },
};
