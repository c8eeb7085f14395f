/** `/proc/stat`: how much CPU time there was, and how much of it a hypervisor gave to others. */

import type { CpuTime } from '../model/machine.ts';
import { measured, type Reading } from '../model/reading.ts';
import { parseKeyedLines, textOf } from './keyed-lines.ts';
import { malformed } from './malformed.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/stat';
// user nice system idle iowait irq softirq steal; guest and guest_nice follow and are already in user and nice.
const FIELDS_TO_STEAL = 8;

/** In ticks of USER_HZ. Source: proc_stat(5). */
export function parseCpuTime(text: Reading<string>): CpuTime {
  const line = textOf(parseKeyedLines(text, PATH), 'cpu');
  if (line.state === 'unavailable') return { stealJiffies: line, totalJiffies: line };
  const words = line.value.split(/\s+/).slice(0, FIELDS_TO_STEAL);
  const jiffies = words.map((word) => (/^\d+$/.test(word) ? Number(word) : Number.NaN));
  const total = jiffies.reduce((sum, value) => sum + value, 0);
  if (jiffies.length < FIELDS_TO_STEAL || !Number.isSafeInteger(total)) {
    const reason = malformed(PATH, 'eight tick counts', `cpu ${line.value}`);
    return { stealJiffies: reason, totalJiffies: reason };
  }
  return { stealJiffies: measured(jiffies[FIELDS_TO_STEAL - 1]!), totalJiffies: measured(total) };
}

export function readCpuTime(root = '/'): CpuTime {
  return parseCpuTime(readText(root, PATH));
}
