/** Rule 7: the stack of a further thread: plain memory above a guard, confirmed by a stack pointer in it. */
import type { Vma } from '../../model/process-image.ts';
import type { Facts } from '../facts.ts';
import { hasFlag, isAnonymous, isForbidden, isPlainMemory, sizeOf, touches } from '../vma.ts';
import type { Rule } from './rule.ts';

/** Guards are a page unless asked otherwise; what is larger is a reservation. */
const mostGuardBytes = 2 ** 20;

function isGuard(vma: Vma | undefined): boolean {
  return vma !== undefined && isForbidden(vma) && isAnonymous(vma) && sizeOf(vma) <= mostGuardBytes;
}

/** Whether one of the ascending numbers lies in [start, end). */
function holdsOne(ascending: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < ascending.length && ascending[low]! < end;
}

function marksOf(vma: Vma, { threadStackBytes }: Facts): string[] {
  return [
    ...(hasFlag(vma, 'nh') ? ['flag nh (MAP_STACK)'] : []),
    ...(sizeOf(vma) === threadStackBytes ? ["the size of the thread library's stacks"] : []),
  ];
}

export const threadStack: Rule = {
  number: 7,
  name: 'thread stack',
  judge: ({ vma, before }, facts) => {
    if (/^\[stack:\d+\]$/.test(vma.path)) {
      return { class: 'thread-stack', label: 'thread stack', reason: `named ${vma.path}` };
    }
    if (!isPlainMemory(vma) || !touches(before, vma) || !isGuard(before)) return null;
    const found = { class: 'thread-stack', part: 'stack', label: 'thread stack' } as const;
    if (holdsOne(facts.stackPointers, vma.start, vma.end)) {
      return { ...found, reason: "above a guard, and a thread's stack pointer lies in it" };
    }
    const marks = marksOf(vma, facts);
    if (marks.length === 0) return null;
    return {
      ...found,
      certainty: 'probable',
      reason: `above a guard; ${marks.join('; ')}; no stack pointer seen in it`,
    };
  },
};
