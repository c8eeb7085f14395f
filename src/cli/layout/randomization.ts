/** `layout --aslr --executions N -- COMMAND`: one program executed many times, and how random its layout was. */
import { RandomizationStudy } from '../../layout/randomization/index.ts';
import {
  parseMaps,
  parseStat,
  readElfImage,
  readLayoutSysctls,
  readProcess,
} from '../../machine/process/index.ts';
import { Problem } from '../../model/problem.ts';
import type { ProcessStat, Vma } from '../../model/process-image.ts';
import type { Randomization, RandomizationConditions } from '../../model/randomization.ts';
import { measuredValue, type Reading } from '../../model/reading.ts';
import { type BuiltProbe, buildProbe, executeMany, type ManyExecutions } from '../../probe/index.ts';
import { forTerminal, stylist } from '../terminal.ts';
import { renderRandomization } from './render-randomization.ts';

type Execution = { readonly vmas: readonly Vma[]; readonly stat: ProcessStat };

function required<T>(reading: Reading<T>): T {
  if (reading.state === 'measured') return reading.value;
  throw new Problem('unreadable-execution', reading.reason, 'report this line, with the kernel version', 3);
}

/** What the file that was really executed says of itself: for a script that is its interpreter. */
function programOf({ vmas, stat }: Execution): RandomizationConditions['program'] {
  const path = vmas.find(({ start, end }) => start <= stat.startCode && stat.startCode < end)?.path;
  const elf = path === undefined ? undefined : measuredValue(readElfImage(path));
  if (!elf) return null;
  if (elf.type === 'fixed') return 'fixed';
  return elf.interpreter === null ? 'static-position-independent' : 'position-independent';
}

function conditionsOf(first: Execution | undefined): RandomizationConditions {
  const { randomizeVaSpace, mmapRndBits } = readLayoutSysctls();
  const own = measuredValue(readProcess(process.pid, { usage: false }).personality);
  return {
    architecture: process.arch,
    switchedOff: own?.noRandomize ?? false,
    randomizeVaSpace: measuredValue(randomizeVaSpace) ?? null,
    mmapRndBits: measuredValue(mmapRndBits) ?? null,
    program: first ? programOf(first) : null,
  };
}

/** Feeds the study until the executions are done or Ctrl-C comes; the first one held, and whether it came. */
async function execute(command: ManyExecutions, study: RandomizationStudy, built: BuiltProbe) {
  let first: Execution | undefined;
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
  };
  process.on('SIGINT', interrupt);
  try {
    for await (const one of executeMany(command, built)) {
      if (interrupted) break;
      if ('unheld' in one) {
        study.addUnheld(one.unheld);
        continue;
      }
      const vmas = required(parseMaps(one.maps, '/proc/PID/maps'));
      const execution = { vmas, stat: required(parseStat(one.stat, '/proc/PID/stat')) };
      first ??= execution;
      study.add(execution);
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
  return { first, interrupted };
}

/**
 * Executes the command so often and says what that shows of its layout; Ctrl-C ends it early, with what there is until then.
 * Throws a Problem as executeMany does, and where no execution could be held (exit code 3).
 */
export async function studyRandomization(command: ManyExecutions, built: BuiltProbe = buildProbe()) {
  const study = new RandomizationStudy();
  const { first, interrupted } = await execute(command, study, built);
  const { words, at, executions } = command;
  const document: Randomization = study.result({
    command: words,
    at,
    asked: executions,
    conditions: conditionsOf(first),
  });
  if (document.held > 0 || interrupted) return { document, interrupted };
  throw new Problem(
    'nothing-held',
    `none of ${executions} executions of '${words[0]}' could be held at ${at}: ${document.unheld[0]?.reason}`,
    at === 'main'
      ? 'try --at exec, which needs nothing of its loader'
      : 'run it once by itself to see what it says',
    3,
  );
}

/** Prints the study as text or JSON; the exit code is 130 where it was interrupted. */
export async function randomizationCommand(
  words: readonly string[],
  options: { readonly executions: number; readonly format: string; readonly at?: 'exec' | 'main' },
): Promise<void> {
  const { executions, format, at = 'main' } = options;
  const { document, interrupted } = await studyRandomization({ words, at, executions });
  const text =
    format === 'json'
      ? `${JSON.stringify(document, null, 2)}\n`
      : forTerminal(renderRandomization(document, stylist(process.stdout)), process.env);
  process.stdout.write(text);
  if (interrupted) process.exitCode = 130;
}
