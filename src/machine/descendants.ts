/** `/proc/PID/task/TID/children`: which processes a process has started, and those in turn. */

import { measuredValue } from '../model/reading.ts';
import { readNames, readText } from './read-text.ts';

function childrenOf(root: string, pid: number): readonly number[] {
  const threads = measuredValue(readNames(root, `/proc/${pid}/task`)) ?? [];
  return threads.flatMap((tid) => {
    const text = measuredValue(readText(root, `/proc/${pid}/task/${tid}/children`)) ?? '';
    return text.split(' ').filter(Boolean).map(Number);
  });
}

/**
 * The living descendants, parents before children, without the process itself. Whoever ends meanwhile may be missing; where
 * the kernel has no `children` files (CONFIG_PROC_CHILDREN) the list is empty. Source: proc_pid_task(5).
 */
export function readDescendants(pid: number, root = '/'): readonly number[] {
  const found = [pid];
  for (const parent of found) {
    for (const child of childrenOf(root, parent)) if (!found.includes(child)) found.push(child);
  }
  return found.slice(1);
}
