/** `/proc/pressure`: how long tasks stalled for want of CPU, memory or I/O (since 4.20; refused under `psi=0`). */

import type { MachinePressure, Pressure } from '../model/machine.ts';
import { measured, type Reading } from '../model/reading.ts';
import { parseKeyedLines, textOf } from './keyed-lines.ts';
import { malformed } from './malformed.ts';
import { readText } from './read-text.ts';

const LINE = /^avg10=(\d+\.\d+) avg60=\d+\.\d+ avg300=\d+\.\d+ total=(\d+)$/;

/** Averages in percent over 10 s, totals in microseconds since boot. Source: Documentation/accounting/psi.rst. */
export function parsePressure(text: Reading<string>, path: string): Pressure {
  const lines = parseKeyedLines(text, path);
  const field = (key: 'some' | 'full', group: 1 | 2): Reading<number> => {
    const line = textOf(lines, key);
    if (line.state === 'unavailable') return line;
    const value = Number(LINE.exec(line.value)?.[group]);
    return value <= Number.MAX_SAFE_INTEGER
      ? measured(value)
      : malformed(path, 'avg10=... total=...', `${key} ${line.value}`);
  };
  return {
    someAvg10Percent: field('some', 1),
    someTotalUs: field('some', 2),
    fullAvg10Percent: field('full', 1),
    fullTotalUs: field('full', 2),
  };
}

export function readPressure(root = '/'): MachinePressure {
  const read = (resource: string): Pressure => {
    const path = `/proc/pressure/${resource}`;
    return parsePressure(readText(root, path), path);
  };
  return { cpu: read('cpu'), memory: read('memory'), io: read('io') };
}
