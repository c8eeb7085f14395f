/** Reads one kernel file to text; a refusal becomes a reason that names the path and the errno. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measured, type Reading, unavailable } from '../model/reading.ts';

/** Turns what `fs` threw into a sentence. `path` is as the kernel names it, without our root. */
export function describeReadError(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') return `${path}: no such file (kernel built without it, or not mounted)`;
  if (code === 'EACCES' || code === 'EPERM') return `${path}: permission denied (${code})`;
  return `${path}: could not be read (${code})`;
}

function attempt<T>(path: string, read: () => T): Reading<T> {
  try {
    return measured(read());
  } catch (error) {
    return unavailable(describeReadError(path, error));
  }
}

/** The whole text of `path` below `root`. */
export function readText(root: string, path: string): Reading<string> {
  return attempt(path, () => readFileSync(join(root, path), 'utf8'));
}

/** The names in the directory `path` below `root`, sorted by code unit. */
export function readNames(root: string, path: string): Reading<readonly string[]> {
  return attempt(path, () => readdirSync(join(root, path)).sort());
}

/** Reads, then parses what could be read. The parser is told the path, for its own reasons. */
export function readParsed<T>(
  root: string,
  path: string,
  parse: (text: string, path: string) => Reading<T>,
): Reading<T> {
  const text = readText(root, path);
  return text.state === 'measured' ? parse(text.value, path) : text;
}
