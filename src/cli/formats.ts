/** What `--format` may say. */
import { Problem } from '../model/problem.ts';
import { suggest } from './suggest.ts';

const formats = ['text', 'json'];

/** Throws a Problem (exit code 2) for a format that does not exist. */
export function requireFormat(format: string): void {
  if (formats.includes(format)) return;
  throw new Problem(
    'unknown-format',
    `there is no format '${format}'.${suggest(format, formats)}`,
    'write --format text or --format json',
  );
}
