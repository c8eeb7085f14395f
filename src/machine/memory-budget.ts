/** How much memory a trial may take without harm to the machine. Cheap: it is asked every 100 ms. */

import { measuredValue, type Reading } from '../model/reading.ts';
import { readCgroupMemory } from './cgroup-memory.ts';
import { readMeminfo } from './meminfo.ts';
import { sizeInWords } from './size-in-words.ts';

export interface MemoryBudget {
  /** `MemAvailable`. */
  readonly availableBytes: Reading<number>;
  /** Limit less usage, inactive page cache given back; unavailable also where no limit is set. */
  readonly cgroupRemainingBytes: Reading<number>;
  /** Half of the smaller of the two; 0 when neither could be read. */
  readonly budgetBytes: number;
  /** Which of the two decides, or why there is no budget. */
  readonly sentence: string;
}

export function readMemoryBudget(root = '/'): MemoryBudget {
  const cgroup = readCgroupMemory(root);
  const cgroupRemainingBytes = cgroup.state === 'measured' ? cgroup.value.remainingBytes : cgroup;
  return decideMemoryBudget(readMeminfo(root).availableBytes, cgroupRemainingBytes);
}

/** The pure part: an unlimited cgroup is no limit, and an unread one cannot be taken for one. */
export function decideMemoryBudget(
  availableBytes: Reading<number>,
  cgroupRemainingBytes: Reading<number>,
): MemoryBudget {
  const available = measuredValue(availableBytes) ?? Number.POSITIVE_INFINITY;
  const remaining = measuredValue(cgroupRemainingBytes) ?? Number.POSITIVE_INFINITY;
  const smaller = Math.min(available, remaining);
  const budgetBytes = Number.isFinite(smaller) ? Math.floor(smaller / 2) : 0;
  const sentence = describe(availableBytes, cgroupRemainingBytes, remaining < available);
  return { availableBytes, cgroupRemainingBytes, budgetBytes, sentence };
}

function describe(available: Reading<number>, remaining: Reading<number>, cgroupDecides: boolean): string {
  const machine =
    available.state === 'measured'
      ? `the kernel calls ${sizeInWords(available.value)} available`
      : `available memory is unknown (${available.reason})`;
  const cgroup =
    remaining.state === 'measured'
      ? `the memory cgroup allows ${sizeInWords(remaining.value)} more (inactive page cache counted as free)`
      : `no cgroup bound is known (${remaining.reason})`;
  if (available.state === 'unavailable' && remaining.state === 'unavailable') {
    return `There is no memory budget: ${machine}, and ${cgroup}.`;
  }
  return cgroupDecides
    ? `The budget is half of what is left: ${cgroup}; ${machine}.`
    : `The budget is half of what is left: ${machine}; ${cgroup}.`;
}
