/** Tried before anything is measured: minutes of work must not end in a misspelt folder. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../model/problem.ts';

/** What could not be written, and how to name another place: `option` is the option with its value, as in `--export FILE`. */
export function unwritable(what: string, path: string, error: unknown, option: string): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Problem(
    `${what}-unwritable`,
    `the ${what} '${path}' cannot be written: ${code ?? message}`,
    `choose a place that you may write with ${option}`,
  );
}

/** Throws a Problem (exit code 2) for a folder, a file that may not be written, or a place that is not there. */
export function requireWritable(what: string, path: string, option: string): void {
  try {
    if (existsSync(path) && statSync(path).isDirectory()) throw new Error('it is a folder');
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw unwritable(what, path, error, option);
  }
}
