/** Like `mkdir -p`, step by step: Node's own recursive mkdir never returns where /proc answers ENOENT. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../model/problem.ts';

/** Throws what the kernel answers. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** The folder that the file is to lie in; `what` names the file. Throws a Problem. */
export function makeFolderOf(path: string, what: string): void {
  try {
    makeFolder(dirname(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Problem(
      'out-unwritable',
      `the folder of the ${what} '${path}' cannot be made: ${code ?? message}`,
      'choose a place that you may write with --out FILE',
    );
  }
}
