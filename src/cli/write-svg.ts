/** A drawing into the file that --svg names. */
import { writeFileSync } from 'node:fs';
import { Problem } from '../model/problem.ts';

/** Says on stderr where it is: stdout may be read by a program. Throws a Problem where it cannot be written. */
export function writeSvg(path: string, svg: string): void {
  try {
    writeFileSync(path, svg);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Problem(
      'file-not-written',
      `cannot write ${path}: ${code ?? message}`,
      'name a file that can be written, after --svg',
    );
  }
  process.stderr.write(`drawn as SVG: ${path}\n`);
}
