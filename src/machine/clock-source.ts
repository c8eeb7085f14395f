/** Which hardware clock the kernel trusts; it leaves `tsc` by itself when that proves unstable. */

import type { ClockSource } from '../model/machine.ts';
import { mapReading } from '../model/reading.ts';
import { readParsed } from './read-text.ts';
import { parseLine } from './single-value.ts';

const PATH = '/sys/devices/system/clocksource/clocksource0';

export function readClockSource(root = '/'): ClockSource {
  const available = readParsed(root, `${PATH}/available_clocksource`, parseLine);
  return {
    current: readParsed(root, `${PATH}/current_clocksource`, parseLine),
    available: mapReading(available, (words) => words.split(/\s+/)),
  };
}
