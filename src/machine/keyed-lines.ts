/** Kernel files of one `key value` or `key: value` per line: meminfo, vmstat, cpuinfo, status, memory.stat. */

import { measured, type Reading, unavailable } from '../model/reading.ts';
import { malformed } from './malformed.ts';

const BYTES_PER_KERNEL_KB = 1024;

export interface KeyedLines {
  readonly path: string;
  /** Key to the rest of its first line. */
  readonly entries: Reading<ReadonlyMap<string, string>>;
}

/** Splits the text once; an unread text makes every later lookup unavailable for the same reason. */
export function parseKeyedLines(text: Reading<string>, path: string): KeyedLines {
  if (text.state === 'unavailable') return { path, entries: text };
  const entries = new Map<string, string>();
  for (const line of text.value.split('\n')) {
    const colon = line.indexOf(':');
    const end = colon >= 0 ? colon : line.search(/\s/);
    const key = line.slice(0, end < 0 ? line.length : end).trim();
    // The first line wins: cpuinfo repeats itself for every CPU.
    if (key !== '' && !entries.has(key)) entries.set(key, end < 0 ? '' : line.slice(end + 1).trim());
  }
  return { path, entries: measured(entries) };
}

/** The text behind `key`. */
export function textOf(lines: KeyedLines, key: string): Reading<string> {
  if (lines.entries.state === 'unavailable') return lines.entries;
  const text = lines.entries.value.get(key);
  if (text === undefined)
    return unavailable(`${lines.path}: has no line "${key}" (kernel built without it?)`);
  return text === '' ? malformed(lines.path, `a value for ${key}`, key) : measured(text);
}

/** A plain count behind `key`. */
export function countOf(lines: KeyedLines, key: string): Reading<number> {
  return numberOf(lines, key, /^(\d+)$/, 1, 'a count');
}

/** A size behind `key`, which the kernel writes as `<n> kB` and means KiB. In bytes. */
export function bytesOf(lines: KeyedLines, key: string): Reading<number> {
  return numberOf(lines, key, /^(\d+) kB$/, BYTES_PER_KERNEL_KB, 'a size in kB');
}

function numberOf(
  lines: KeyedLines,
  key: string,
  pattern: RegExp,
  factor: number,
  expected: string,
): Reading<number> {
  const text = textOf(lines, key);
  if (text.state === 'unavailable') return text;
  const digits = pattern.exec(text.value)?.[1];
  const value = digits === undefined ? Number.NaN : Number(digits) * factor;
  return Number.isSafeInteger(value)
    ? measured(value)
    : malformed(lines.path, expected, `${key} ${text.value}`);
}
