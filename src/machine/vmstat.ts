/** `/proc/vmstat`: the few machine-wide events that can explain or spoil a timing. */

import type { VmEvents } from '../model/machine.ts';
import type { Reading } from '../model/reading.ts';
import { countOf, parseKeyedLines } from './keyed-lines.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/vmstat';

/** Counts since boot. */
export function parseVmstat(text: Reading<string>): VmEvents {
  const lines = parseKeyedLines(text, PATH);
  return {
    faults: countOf(lines, 'pgfault'),
    majorFaults: countOf(lines, 'pgmajfault'),
    thpFaultAllocations: countOf(lines, 'thp_fault_alloc'),
    thpFaultFallbacks: countOf(lines, 'thp_fault_fallback'),
    compactionStalls: countOf(lines, 'compact_stall'),
    numaHintFaults: countOf(lines, 'numa_hint_faults'),
    balloonInflatedPages: countOf(lines, 'balloon_inflate'),
    swapInPages: countOf(lines, 'pswpin'),
    swapOutPages: countOf(lines, 'pswpout'),
    oomKills: countOf(lines, 'oom_kill'),
  };
}

export function readVmstat(root = '/'): VmEvents {
  return parseVmstat(readText(root, PATH));
}
