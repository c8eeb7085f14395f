/** Files of /proc and /sys that hold one value: a whole number, a switch, a word, or a choice in brackets. */

import { measured, type Reading } from '../model/reading.ts';
import { malformed } from './malformed.ts';

const LONGEST_WORD = 200;

/** A decimal whole number, negative allowed, within the range a double holds exactly. */
export function parseInteger(text: string, path: string): Reading<number> {
  const digits = text.trim();
  const value = /^-?\d+$/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(value) ? measured(value + 0) : malformed(path, 'a whole number', text);
}

/** A whole number that cannot be negative: a count, a size, a frequency. */
export function parseCount(text: string, path: string): Reading<number> {
  const value = parseInteger(text, path);
  if (value.state === 'measured' && value.value < 0) return malformed(path, 'a number >= 0', text);
  return value;
}

/** `1`/`Y` or `0`/`N`. */
export function parseSwitch(text: string, path: string): Reading<boolean> {
  const word = text.trim();
  if (word === '1' || word === 'Y') return measured(true);
  if (word === '0' || word === 'N') return measured(false);
  return malformed(path, '0 or 1', text);
}

/** One line of text, trimmed. */
export function parseLine(text: string, path: string): Reading<string> {
  const line = text.trim();
  const usable = line !== '' && line.length <= LONGEST_WORD && !/\p{Cc}|\uFFFD/u.test(line);
  return usable ? measured(line) : malformed(path, 'one line of text', text);
}

/** The selected word of a choice such as `always [madvise] never`. */
export function parseChoice(text: string, path: string): Reading<string> {
  const selected = /^(?:[\w+-]+ )*\[([\w+-]+)\](?: [\w+-]+)*$/.exec(text.trim())?.[1];
  return selected === undefined ? malformed(path, 'a choice in brackets', text) : measured(selected);
}
