/** Rule 7: the stack of a further thread, or of its signals: plain memory above a guard, confirmed by a stack pointer in it. */
import type { Vma } from '../../model/process-image.ts';
import type { Facts } from '../facts.ts';
import { holdsOne, isStackGuard } from '../thread-parts.ts';
import { hasFlag, isPlainMemory, sizeOf, touches } from '../vma.ts';
import type { Rule } from './rule.ts';

/** PTHREAD_STACK_MIN of glibc; what runtimes map for sigaltstack(2) is smaller. */
const leastStackBytes = 16 * 1024;

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
    if (!isPlainMemory(vma) || !touches(before, vma) || !isStackGuard(before)) return null;
    const found = { class: 'thread-stack', part: 'stack', label: 'thread stack' } as const;
    if (holdsOne(facts.stackPointers, vma.start, vma.end)) {
      return { ...found, reason: "above a guard, and a thread's stack pointer lies in it" };
    }
    const marks = marksOf(vma, facts);
    if (marks.length === 0) return null;
    if (facts.hasGlibc && sizeOf(vma) < leastStackBytes) {
      return {
        ...found,
        label: 'signal stack',
        certainty: 'probable',
        reason: `above a guard; ${marks.join('; ')}; smaller than any thread's stack (PTHREAD_STACK_MIN), as those for signals are (sigaltstack)`,
      };
    }
    return {
      ...found,
      certainty: 'probable',
      reason: `above a guard; ${marks.join('; ')}; no stack pointer seen in it`,
    };
  },
};
