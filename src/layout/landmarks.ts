/** Stretches of addresses with a known reason to be empty: what a hole between mappings is cut by. */
import type { GapReason, Region } from '../model/layout.ts';
import { measuredValue } from '../model/reading.ts';
import type { Facts } from './facts.ts';
import { isRandomised, stackLimit } from './mmap-base.ts';

export type Landmark = { readonly start: number; readonly end: number; readonly reason: GapReason };

/** Below the stack's end, as far as its limit and the guard gap reach; the limit counts from the top of the stack. */
function belowStack(regions: readonly Region[], { image, pageSizeBytes }: Facts): Landmark[] {
  const index = regions.findIndex(({ label }) => label === 'stack');
  const stack = regions[index];
  const limit = stackLimit(image);
  if (!stack || limit === null) return [];
  const guardBytes = image.sysctls.stackGuardGapPages * pageSizeBytes;
  const below = regions[index - 1];
  if (limit === 'unlimited') {
    // The stack may grow down to the next mapping; where that is the heap, the two share the room.
    const end = below?.end ?? 0;
    const room = below?.class === 'heap' ? 'heap-to-stack' : 'stack-reserve';
    return [
      { start: end, end: end + guardBytes, reason: 'stack-guard-gap' },
      { start: end + guardBytes, end: stack.start, reason: room },
    ];
  }
  const reserve = Math.min(Math.max(0, stack.end - limit), stack.start);
  return [
    { start: Math.max(0, reserve - guardBytes), end: reserve, reason: 'stack-guard-gap' },
    { start: reserve, end: stack.start, reason: 'stack-reserve' },
  ];
}

function brkOffset({ extent, startBrk, pageSizeBytes }: Facts): Landmark[] {
  if (startBrk === undefined || extent.state === 'unavailable') return [];
  const end = Math.ceil(extent.value.end / pageSizeBytes) * pageSizeBytes;
  return startBrk > end ? [{ start: end, end: startBrk, reason: 'brk-offset' }] : [];
}

function ofTheProcessor({ constants }: Facts): Landmark[] {
  if (!constants) return [];
  const { stackTop, userEnd, kernelStart, taskSize } = constants;
  const lastPage: Landmark[] =
    taskSize < userEnd ? [{ start: taskSize, end: userEnd, reason: 'last-page' }] : [];
  const above: Landmark[] = stackTop < taskSize ? [{ start: stackTop, end: taskSize, reason: 'hole' }] : [];
  return [
    ...above,
    ...lastPage,
    { start: userEnd, end: kernelStart, reason: 'non-canonical' },
    { start: kernelStart, end: 2 ** 64, reason: 'kernel-half' },
  ];
}

function aboveStack(stack: Region | undefined, facts: Facts): Landmark[] {
  const { constants, image } = facts;
  if (!stack || !constants || stack.end >= constants.stackTop) return [];
  const reason = isRandomised(image) === false ? 'hole' : 'stack-offset';
  return [{ start: stack.end, end: constants.stackTop, reason }];
}

/** In ascending order, without overlap. */
export function landmarksOf(regions: readonly Region[], facts: Facts): Landmark[] {
  const stack = regions.find(({ label }) => label === 'stack');
  const least = measuredValue(facts.image.sysctls.mmapMinAddrBytes) ?? 0;
  const all: Landmark[] = [
    { start: 0, end: least, reason: 'null-guard' },
    ...brkOffset(facts),
    ...belowStack(regions, facts),
    ...aboveStack(stack, facts),
    ...ofTheProcessor(facts),
  ];
  const ascending = all.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  let reached = 0;
  return ascending.flatMap(({ start, end, reason }) => {
    const from = Math.max(start, reached);
    if (end <= from) return [];
    reached = end;
    return [{ start: from, end, reason }];
  });
}
