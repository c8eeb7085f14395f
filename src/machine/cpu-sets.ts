/** Which CPUs are online, and on which of them this process may run. */

import type { CpuSets } from '../model/machine.ts';
import type { Reading } from '../model/reading.ts';
import { parseCpuList } from './cpu-list.ts';
import { parseKeyedLines, textOf } from './keyed-lines.ts';
import { readParsed, readText } from './read-text.ts';

const STATUS = '/proc/self/status';

/** The affinity in the text of `/proc/self/status`. */
export function parseAllowedCpus(text: Reading<string>): Reading<readonly number[]> {
  const list = textOf(parseKeyedLines(text, STATUS), 'Cpus_allowed_list');
  return list.state === 'measured' ? parseCpuList(list.value, STATUS) : list;
}

export function readCpuSets(root = '/'): CpuSets {
  return {
    online: readParsed(root, '/sys/devices/system/cpu/online', parseCpuList),
    allowed: parseAllowedCpus(readText(root, STATUS)),
  };
}
