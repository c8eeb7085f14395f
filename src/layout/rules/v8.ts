/** Rule 14: memory of the JavaScript engine V8, in a program that is known to hold it: code, cages, heap pages of 256 KiB. */
import type { Facts } from '../facts.ts';
import { isAligned, isAnonymous, isForbidden, isPlainMemory } from '../vma.ts';
import type { Place, Rule, Verdict } from './rule.ts';

const heapPageBytes = 256 * 1024;

function partIn(vma: Place['vma']): string {
  if (isForbidden(vma)) return 'reserved';
  return vma.permissions.execute ? 'code' : 'memory';
}

function inRange(vma: Place['vma'], { v8Ranges }: Facts): Verdict | null {
  const range = v8Ranges.find(({ start, end }) => vma.start >= start && vma.end <= end);
  if (!range) return null;
  return {
    class: 'v8',
    part: partIn(vma),
    label: range.holdsCode ? 'V8 code range' : 'V8 cage',
    reason: 'an island in a large reservation, or the reservation itself',
    group: `v8 ${range.start}`,
  };
}

function alone(vma: Place['vma']): Verdict | null {
  const { read, write, execute, shared } = vma.permissions;
  if (read && write && execute && !shared) {
    return { class: 'v8', part: 'code', label: 'V8 code', reason: 'writable and executable: compiled code' };
  }
  if (!isPlainMemory(vma) || !isAligned(vma.start, heapPageBytes)) return null;
  // An object too large for a page has one of its own, whose end is not aligned; V8's addresses are hints at random.
  if (!isAligned(vma.end, heapPageBytes)) return null;
  return {
    class: 'v8',
    part: 'heap page',
    label: 'V8 heap',
    reason: 'begins and ends on multiples of 256 KiB, as pages of its heap do',
    group: 'v8 heap',
  };
}

export const v8: Rule = {
  number: 14,
  name: 'V8',
  judge: ({ vma }, facts) => {
    if (facts.v8Path === undefined || !isAnonymous(vma)) return null;
    const verdict = inRange(vma, facts) ?? alone(vma);
    return (
      verdict && { ...verdict, certainty: 'probable', reason: `${facts.v8Path} holds V8; ${verdict.reason}` }
    );
  },
};
