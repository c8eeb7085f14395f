/** Stacks in which some thread's stack pointer lies, and their guards: whatever they touch, they are their own. */
import type { Vma } from '../model/process-image.ts';
import { isAnonymous, isForbidden, sizeOf, touches } from './vma.ts';

/** Guards are a page unless asked otherwise; what is larger is a reservation. */
const mostGuardBytes = 2 ** 20;

/** Whether it may be the guard of a stack. */
export function isStackGuard(vma: Vma | undefined): boolean {
  return vma !== undefined && isForbidden(vma) && isAnonymous(vma) && sizeOf(vma) <= mostGuardBytes;
}

/** Whether one of the ascending numbers lies in [start, end). */
export function holdsOne(ascending: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < ascending.length && ascending[low]! < end;
}

export function threadParts(vmas: readonly Vma[], stackPointers: readonly number[]): ReadonlySet<Vma> {
  const parts = new Set<Vma>();
  vmas.forEach((vma, i) => {
    const guard = vmas[i - 1];
    if (!touches(guard, vma) || !isStackGuard(guard) || !holdsOne(stackPointers, vma.start, vma.end)) return;
    parts.add(guard!).add(vma);
  });
  return parts;
}
