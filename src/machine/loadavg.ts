/** `/proc/loadavg`: how busy the machine has been. */

import type { LoadAverage } from '../model/machine.ts';
import { measured, type Reading } from '../model/reading.ts';
import { malformed } from './malformed.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/loadavg';

export function parseLoadavg(text: Reading<string>): LoadAverage {
  const words = text.state === 'measured' ? text.value.trim().split(/\s+/) : [];
  const field = (index: number): Reading<number> => {
    if (text.state === 'unavailable') return text;
    const word = words[index] ?? '';
    return /^\d{1,9}\.\d\d$/.test(word)
      ? measured(Number(word))
      : malformed(PATH, 'three load averages', text.value);
  };
  return { oneMinute: field(0), fiveMinutes: field(1), fifteenMinutes: field(2) };
}

export function readLoadavg(root = '/'): LoadAverage {
  return parseLoadavg(readText(root, PATH));
}
