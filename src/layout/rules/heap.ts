/** Rule 3: the heap between start_brk and the program break. */
import type { MergedPart } from '../../model/layout.ts';
import type { Vma } from '../../model/process-image.ts';
import { formatBytes } from '../../model/units.ts';
import type { Facts } from '../facts.ts';
import { isAnonymous } from '../vma.ts';
import type { Rule } from './rule.ts';

function pageUp(address: number, { pageSizeBytes }: Facts): number {
  return Math.ceil(address / pageSizeBytes) * pageSizeBytes;
}

/** With randomisation off the bss may end where the heap starts, and the kernel makes one VMA of the two. */
function bssIn(vma: Vma, facts: Facts): MergedPart | undefined {
  const { startBrk, extent } = facts;
  if (startBrk === undefined || vma.start >= startBrk || extent.state === 'unavailable') return undefined;
  const end = pageUp(extent.value.end, facts);
  return end > vma.start && end <= startBrk ? { class: 'bss', start: vma.start, end } : undefined;
}

export const heap: Rule = {
  number: 3,
  name: 'brk heap',
  judge: ({ vma }, facts) => {
    const { startBrk, allocator } = facts;
    const named = vma.path === '[heap]';
    // Kernels before 6.5 called a bss that ends at an unused start_brk [heap] too.
    if (named && startBrk !== undefined && vma.end <= pageUp(startBrk, facts)) return null;
    const holds = startBrk !== undefined && vma.start <= startBrk && vma.end > pageUp(startBrk, facts);
    if (!named && !(holds && isAnonymous(vma) && vma.permissions.write)) return null;
    const bss = bssIn(vma, facts);
    const merged = bss && `bss and heap are one VMA: its first ${formatBytes(bss.end - bss.start)} are bss`;
    const grown = allocator && `${allocator.name} is loaded: it may be who grew it`;
    return {
      class: 'heap',
      label: 'heap',
      reason: named ? 'named [heap]: between start_brk and the break' : 'anonymous, and start_brk lies in it',
      group: 'heap',
      ...(bss ? { merged: [bss] } : {}),
      notes: [merged, grown].filter((note) => note !== undefined),
    };
  },
};
