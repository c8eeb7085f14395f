/** `/proc/cpuinfo`: which processor this is; its first CPU speaks for all. */

import type { Processor } from '../model/machine.ts';
import { mapReading, type Reading } from '../model/reading.ts';
import { parseKeyedLines, textOf } from './keyed-lines.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/cpuinfo';

/** Off x86 most of these lines do not exist, and the readings say so. */
export function parseCpuinfo(text: Reading<string>): Processor {
  const lines = parseKeyedLines(text, PATH);
  const flags = mapReading(textOf(lines, 'flags'), (words) => new Set(words.split(/\s+/)));
  const flag = (name: string): Reading<boolean> => mapReading(flags, (set) => set.has(name));
  return {
    modelName: textOf(lines, 'model name'),
    vendor: textOf(lines, 'vendor_id'),
    microcode: textOf(lines, 'microcode'),
    hypervisor: flag('hypervisor'),
    constantTsc: flag('constant_tsc'),
    nonstopTsc: flag('nonstop_tsc'),
    gigabytePages: flag('pdpe1gb'),
    enhancedRepMovsb: flag('erms'),
    fastShortRepMovsb: flag('fsrm'),
  };
}

export function readCpuinfo(root = '/'): Processor {
  return parseCpuinfo(readText(root, PATH));
}
