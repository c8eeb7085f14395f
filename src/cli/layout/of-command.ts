/** `firsttouch layout -- COMMAND`: the command is run, held and read, once, twice for `--aslr`, or many times. */
import type { HeldEnding, HoldPoint } from '../../model/held-command.ts';
import { Problem } from '../../model/problem.ts';
import { endingInWords } from '../../probe/index.ts';
import { parseCount, parseSeconds } from '../parse-quantity.ts';
import { wrap } from '../terminal.ts';
import { type HeldImage, readHeldImage, readHeldPair } from './held-images.ts';
import { type LayoutOptions, planLayout, printLayout, printLayoutPair } from './output.ts';
import { randomizationCommand } from './randomization.ts';

export type LayoutCommandOptions = LayoutOptions & {
  readonly at?: string;
  readonly aslr?: boolean;
  readonly executions?: string;
};

const mostExecutions = 1_000_000;

function parsePoint(text: string): HoldPoint {
  if (text === 'exec' || text === 'main' || text === 'exit') return text;
  if (/^\d/.test(text)) return { afterMs: parseSeconds('--at', text) * 1000 };
  throw new Problem(
    'bad-point',
    `--at '${text}' is no point in the life of a command`,
    'write --at exec, main, exit or a time such as 2s',
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

export async function layoutOfCommand(
  words: readonly string[],
  options: LayoutCommandOptions,
): Promise<void> {
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
    await printLayout(one.image, plan);
    tellEnding(one);
    return undefined;
  }
  const { fixed, random } = await readHeldPair(held);
  await printLayoutPair([fixed.image, random.image], ['ASLR off', 'ASLR on'], plan);
  tellEnding(random);
  return undefined;
}
