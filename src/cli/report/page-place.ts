/** Where a page may be written: never over a run, which cannot be made again, nor over a device. */
import { existsSync, statSync } from 'node:fs';
import { Problem } from '../../model/problem.ts';

/** Throws a Problem (exit code 2) for a name that does not say that it is a page: a slip would replace what is there. */
export function requirePageName(option: string, path: string, hint: string): void {
  if (/\.html?$/i.test(path)) return;
  throw new Problem('not-a-page', `${option} '${path}' names no page: its name does not end in .html`, hint);
}

/** Whether both paths lead to one file that is there. */
function isSameFile(one: string, other: string): boolean {
  if (!existsSync(one) || !existsSync(other)) return false;
  const [first, second] = [statSync(one), statSync(other)];
  return first.ino === second.ino && first.dev === second.dev;
}

/** Throws a Problem (exit code 2) where the page would take the place of one of the runs that it is about. */
export function requireNoRunThere(page: string, runs: readonly string[]): void {
  const run = runs.find((path) => isSameFile(path, page));
  if (run === undefined) return;
  throw new Problem(
    'page-is-run',
    `the page would replace the run '${run}' that it is about`,
    'name another file with -o FILE.html',
  );
}
