/** `firsttouch layout PID`, `layout -- COMMAND`: an address space as a picture; `--aslr`: what is random about it. */
import { readProcess } from '../../machine/process/index.ts';
import { Problem } from '../../model/problem.ts';
import type { LayoutCommandOptions } from '../layout/of-command.ts';
import { planLayout, printLayout } from '../layout/output.ts';

/** The number of a process, as /proc counts them; `self` is this program. */
function parsePid(words: readonly string[]): number {
  const [word, ...more] = words;
  const hint =
    'name one process by its number (firsttouch layout 1234), or a command after -- (firsttouch layout -- ls)';
  if (word === undefined) throw new Problem('no-process', 'layout: no process and no command is named', hint);
  if (word === 'self') return process.pid;
  if (!/^[1-9]\d{0,9}$/.test(word))
    throw new Problem(
      'not-a-process',
      `'${word}' is not the number of a process`,
      `${hint}; pgrep NAME finds the number`,
    );
  if (more.length > 0)
    throw new Problem(
      'several-processes',
      `layout draws one process, and ${words.length} words were given`,
      hint,
    );
  return Number(word);
}

function refuse(option: string, why: string): never {
  throw new Problem(
    'needs-a-command',
    `${option} ${why}`,
    'write the command after --, as in: firsttouch layout --aslr -- ls',
  );
}

/** `isCommand`: the words stand after `--`. */
export async function layoutCommand(
  words: readonly string[],
  isCommand: boolean,
  options: LayoutCommandOptions,
): Promise<void> {
  // What runs commands is loaded where it is needed: a running process is drawn at once.
  if (isCommand && words.length > 0)
    return (await import('../layout/of-command.ts')).layoutOfCommand(words, options);
  if (options.aslr)
    refuse('--aslr', 'runs a command: a process that is there already has been placed once and for all');
  if (options.at !== undefined)
    refuse('--at', 'says where a command is held; a running process is read as it is');
  if (options.executions !== undefined) refuse('--executions', 'runs a command many times');
  const plan = planLayout(options);
  return printLayout(readProcess(parsePid(words)), plan);
}
