/** The kernel's list format for CPUs and nodes: `0-3,8`. */

import { measured, type Reading } from '../model/reading.ts';
import { malformed } from './malformed.ts';

// Far above NR_CPUS (8192 on x86-64): a bound, so that a damaged range cannot fill memory.
const HIGHEST_NUMBER = 65_535;

/** The numbers in ascending order. An empty list is malformed. Source: Documentation/core-api/printk-formats, %*pbl. */
export function parseCpuList(text: string, path: string): Reading<readonly number[]> {
  const numbers = new Set<number>();
  for (const part of text.trim().split(',')) {
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    const first = Number(range?.[1]);
    const last = Number(range?.[2] ?? range?.[1]);
    if (!(first <= last && last <= HIGHEST_NUMBER)) return malformed(path, 'a list such as 0-3,8', text);
    for (let number = first; number <= last; number++) numbers.add(number);
  }
  return measured([...numbers].sort((a, b) => a - b));
}
