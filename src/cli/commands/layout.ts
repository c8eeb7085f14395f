/** `firsttouch layout PID`: the address space of a running process as a picture. */
import { readProcess } from '../../machine/index.ts';
import { Problem } from '../../model/problem.ts';
import { type LayoutOptions, planLayout, printLayout } from '../layout-output.ts';

/** The number of a process, as /proc counts them. */
function parsePid(words: readonly string[]): number {
  const [word, ...more] = words;
  const hint = 'name one process by its number, as in: firsttouch layout 1234';
  if (word === undefined) throw new Problem('no-process', 'layout: no process is named', hint);
  if (more.length > 0) {
    throw new Problem(
      'several-processes',
      `layout draws one process, and ${words.length} words were given`,
      hint,
    );
  }
  if (word === 'self') return process.pid;
  if (!/^[1-9]\d{0,9}$/.test(word)) {
    throw new Problem(
      'not-a-process',
      `'${word}' is not the number of a process`,
      `${hint}; pgrep NAME finds the number`,
    );
  }
  return Number(word);
}

export function layoutCommand(words: readonly string[], options: LayoutOptions): void {
  const plan = planLayout(options);
  printLayout(readProcess(parsePid(words)), plan);
}
