/** Whether a format that was asked for is there. */
import { Problem } from '../model/problem.ts';
import { suggest } from './suggest.ts';

/** Throws a Problem (exit code 2) for a format that does not exist. */
export function requireFormatOf(format: string, formats: readonly string[]): void {
  if (formats.includes(format)) return;
  throw new Problem(
    'unknown-format',
    `there is no format '${format}'.${suggest(format, formats)}`,
    `write --format ${formats.join(' or --format ')}`,
  );
}
