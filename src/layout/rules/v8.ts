/** Rule 14: memory of the JavaScript engine V8, in a program that is known to hold it: code, cages, heap pages of 256 KiB. */
import type { Facts } from '../facts.ts';
import { isAligned, isAnonymous, isForbidden } from '../vma.ts';
import type { Place, Rule, Verdict } from './rule.ts';

const heapPageBytes = 256 * 1024;

/** So far from its neighbours that the kernel did not choose the place. */
const aloneBytes = 2 ** 30;

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

/** V8 asks for addresses at random, so what it gets stands alone; the kernel's own choices stand together. */
function isIsolated({ vma, before, after }: Place): boolean {
  return (!before || vma.start - before.end >= aloneBytes) && (!after || after.start - vma.end >= aloneBytes);
}

function alone(place: Place): Verdict | null {
  const { vma } = place;
  const { read, write, execute, shared } = vma.permissions;
  const found = { class: 'v8', group: 'v8 heap' } as const;
  if (read && write && execute && !shared) {
    return { ...found, part: 'code', label: 'V8 code', reason: 'writable and executable: compiled code' };
  }
  if (!read || execute || shared || !isAligned(vma.start, heapPageBytes)) return null;
  if (isAligned(vma.end, heapPageBytes)) {
    const reason = 'begins and ends on multiples of 256 KiB, as pages of its heap do';
    return { ...found, part: 'heap page', label: 'V8 heap', reason };
  }
  if (!isIsolated(place)) return null;
  const reason = 'begins on a multiple of 256 KiB, far from all others, as its pages for one large object do';
  return { ...found, part: write ? 'large page' : 'read-only page', label: 'V8 heap', reason };
}

export const v8: Rule = {
  number: 14,
  name: 'V8',
  judge: (place, facts) => {
    const { vma } = place;
    if (facts.v8Path === undefined || !isAnonymous(vma)) return null;
    const verdict = inRange(vma, facts) ?? alone(place);
    return (
      verdict && { ...verdict, certainty: 'probable', reason: `${facts.v8Path} holds V8; ${verdict.reason}` }
    );
  },
};
