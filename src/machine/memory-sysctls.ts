/** `/proc/sys`: the knobs that decide what an allocation may do and what we may observe. */

import type { MemorySysctls } from '../model/machine.ts';
import { readParsed } from './read-text.ts';
import { parseCount, parseInteger } from './single-value.ts';

/** Source: Documentation/admin-guide/sysctl/vm.rst and kernel.rst. */
export function readMemorySysctls(root = '/'): MemorySysctls {
  return {
    overcommitMemory: readParsed(root, '/proc/sys/vm/overcommit_memory', parseCount),
    swappiness: readParsed(root, '/proc/sys/vm/swappiness', parseCount),
    maxMapCount: readParsed(root, '/proc/sys/vm/max_map_count', parseCount),
    mmapRandomBits: readParsed(root, '/proc/sys/vm/mmap_rnd_bits', parseCount),
    randomizeVaSpace: readParsed(root, '/proc/sys/kernel/randomize_va_space', parseCount),
    perfEventParanoid: readParsed(root, '/proc/sys/kernel/perf_event_paranoid', parseInteger),
  };
}
