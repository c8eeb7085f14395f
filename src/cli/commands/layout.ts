/** `firsttouch layout PID`, `layout -- COMMAND`: an address space as a picture; `--aslr`: what is random about it. */
import { readProcess } from '../../machine/index.ts';
import type { HeldEnding, HoldPoint } from '../../model/held-command.ts';
import { Problem } from '../../model/problem.ts';
import { endingInWords } from '../../probe/index.ts';
import { type HeldImage, readHeldImage, readHeldPair } from '../layout/held-images.ts';
import { type LayoutOptions, planLayout, printLayout, printLayoutPair } from '../layout/output.ts';
import { randomizationCommand } from '../layout/randomization.ts';
import { parseCount, parseSeconds } from '../parse-quantity.ts';
import { wrap } from '../terminal.ts';

export type LayoutCommandOptions = LayoutOptions & {
  readonly at?: string;
  readonly aslr?: boolean;
  readonly executions?: string;
};

const mostExecutions = 1_000_000;

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

function parsePoint(text: string): HoldPoint {
  if (text === 'exec' || text === 'main' || text === 'exit') return text;
  if (/^\d/.test(text)) return { afterMs: parseSeconds('--at', text) * 1000 };
  throw new Problem(
    'bad-point',
    `--at '${text}' is no point in the life of a command`,
    'write --at exec, main, exit or a time such as 2s',
  );
}

function refuse(option: string, why: string): never {
  throw new Problem(
    'needs-a-command',
    `${option} ${why}`,
    'write the command after --, as in: firsttouch layout --aslr -- ls',
  );
}

/** A command that failed may have been looked at for just that; but nobody should take it for the usual case. */
function tellEnding({ stop, ending, leftRunning }: HeldImage): void {
  const how: HeldEnding = ending.how === 'ended' && stop.pending ? stop.pending : ending;
  const said = [
    ...(how.how === 'exit' && how.code === 0
      ? []
      : how.how === 'ended'
        ? []
        : [`the command ${endingInWords(how)}`]),
    ...(leftRunning > 0 ? [`${leftRunning} of its processes were still running then, and were ended`] : []),
    ...(stop.movingThreads > 0
      ? [`${stop.movingThreads} of its threads could not be stopped and may have moved meanwhile`]
      : []),
  ];
  for (const sentence of said) process.stderr.write(`${wrap(sentence, '  ', '')}\n`);
}

async function layoutOfCommand(words: readonly string[], options: LayoutCommandOptions): Promise<void> {
  const plan = planLayout(options);
  const at = parsePoint(options.at ?? (options.executions === undefined ? 'exit' : 'main'));
  if (options.executions !== undefined) {
    if (!options.aslr)
      throw new Problem(
        'executions-without-aslr',
        '--executions says how often --aslr runs the command',
        'add --aslr',
      );
    const executions = parseCount('--executions', options.executions, 2, mostExecutions);
    if (at !== 'exec' && at !== 'main')
      throw new Problem(
        'bad-point',
        'many executions are held at exec or at main',
        'write --at exec or --at main',
      );
    return randomizationCommand(words, { executions, format: options.format, at });
  }
  // Our stdout is the picture's; what the command prints there goes to stderr.
  const held = { words, at, output: process.stderr.fd } as const;
  if (!options.aslr) {
    const one = await readHeldImage(held);
    printLayout(one.image, plan);
    tellEnding(one);
    return undefined;
  }
  const { fixed, random } = await readHeldPair(held);
  printLayoutPair([fixed.image, random.image], ['ASLR off', 'ASLR on'], plan);
  tellEnding(random);
  return undefined;
}

/** `isCommand`: the words stand after `--`. */
export async function layoutCommand(
  words: readonly string[],
  isCommand: boolean,
  options: LayoutCommandOptions,
): Promise<void> {
  if (isCommand && words.length > 0) return layoutOfCommand(words, options);
  if (options.aslr)
    refuse('--aslr', 'runs a command: a process that is there already has been placed once and for all');
  if (options.at !== undefined)
    refuse('--at', 'says where a command is held; a running process is read as it is');
  if (options.executions !== undefined) refuse('--executions', 'runs a command many times');
  const plan = planLayout(options);
  printLayout(readProcess(parsePid(words)), plan);
  return undefined;
}
