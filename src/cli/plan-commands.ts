/** From the commands and options of `compare` to the header of a run: everything checked before anything is measured. */
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { readMachine, readMachineState } from '../machine/index.ts';
import type { CommandArm, CommandStage, ExperimentPlan } from '../model/experiment.ts';
import type { Machine } from '../model/machine.ts';
import type { ProbeDescription } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import { type RunHeader, type RunSettings, runFormatVersion } from '../model/run.ts';
import { version } from '../model/version.ts';
import type { BuiltProbe } from '../probe/index.ts';
import { type CommandOptions, parseCommands } from './parse-commands.ts';
import { parseGates } from './parse-gate.ts';
import { mostBlocks, parseCount, parseFraction, parseSeconds } from './parse-quantity.ts';
import { alpha, chooseCpu } from './plan-run.ts';

export type CompareOptions = CommandOptions & {
  readonly warmup?: string;
  readonly runs?: string;
  readonly minRuns?: string;
  readonly maxRuns?: string;
  readonly ignoreFailure?: string | true;
  readonly input?: string;
  readonly output?: string;
  readonly checkOutput?: boolean;
  readonly budget?: string;
  readonly precision?: string;
  readonly equivalence?: string;
  readonly seed?: string;
  readonly cpu?: string;
  readonly gate?: readonly string[];
};

const defaultBudgetSeconds = 30;
/** A number of runs asked for is run, however long that takes. */
const longestBudgetSeconds = 86_400;
const defaultMaxBlocks = 1000;

function count(option: string, text: string | undefined, low: number, otherwise: number): number {
  return text === undefined ? otherwise : parseCount(option, text, low, mostBlocks);
}

function parseIgnoreFailure(text: string | true | undefined): CommandStage['ignoreFailure'] {
  if (text === undefined) return 'none';
  if (text === true || text === 'all-non-zero') return 'all';
  const codes = text.split(',').map((code) => (/^\d{1,3}$/.test(code) ? Number(code) : 256));
  if (codes.every((code) => code <= 255)) return codes;
  throw new Problem(
    'bad-codes',
    `--ignore-failure '${text}' is not a list of exit codes`,
    'write -i for all of them, or codes from 0 to 255: -i 1,2',
  );
}

/** `null` is hyperfine's word for /dev/null. */
function parseOutput(text: string | undefined): string | null {
  if (text === undefined || text === 'null') return null;
  return text === 'inherit' || text === 'pipe' ? text : resolve(text);
}

function blockLimits({ runs, minRuns, maxRuns }: CompareOptions): { minBlocks: number; maxBlocks: number } {
  if (runs !== undefined) {
    if (minRuns !== undefined || maxRuns !== undefined) {
      throw new Problem(
        'bad-runs',
        '--runs says exactly how many, --min-runs and --max-runs say between what',
        'give --runs alone, or the other two',
      );
    }
    const blocks = parseCount('--runs', runs, 1, mostBlocks);
    return { minBlocks: blocks, maxBlocks: blocks };
  }
  const minBlocks = count('--min-runs', minRuns, 1, 0);
  const maxBlocks = count('--max-runs', maxRuns, 1, Math.max(defaultMaxBlocks, minBlocks));
  if (minBlocks <= maxBlocks) return { minBlocks, maxBlocks };
  throw new Problem(
    'bad-runs',
    `--min-runs ${minBlocks} is more than --max-runs ${maxBlocks}`,
    'raise the one or lower the other',
  );
}

function stageOf(commands: readonly CommandArm[], options: CompareOptions): CommandStage {
  return {
    kind: 'commands',
    name: 'compare',
    question: 'what do these commands cost?',
    commands,
    input: options.input === undefined || options.input === 'null' ? null : resolve(options.input),
    output: parseOutput(options.output),
    directory: process.cwd(),
    ignoreFailure: parseIgnoreFailure(options.ignoreFailure),
    checkOutput: options.checkOutput ?? false,
    warmup: count('--warmup', options.warmup, 0, 0),
    share: 1,
    ...blockLimits(options),
  };
}

function settingsOf(options: CompareOptions, machine: Machine): Omit<RunSettings, 'gates'> {
  const { budget, runs, seed, precision, equivalence } = options;
  const otherwise = runs === undefined ? defaultBudgetSeconds : longestBudgetSeconds;
  return {
    seed: seed === undefined ? randomInt(2 ** 32) : parseCount('--seed', seed, 0, 2 ** 32 - 1),
    budgetSeconds: budget === undefined ? otherwise : parseSeconds('--budget', budget),
    maxBlocks: 0,
    precision: precision === undefined ? 0.01 : parseFraction('--precision', precision),
    equivalence: equivalence === undefined ? 0.03 : parseFraction('--equivalence', equivalence),
    alpha,
    cpu: chooseCpu(options.cpu ?? 'none', machine),
    perf: false,
    memoryLimitBytes: 0,
  };
}

/** The header of a run of these command lines. Throws a Problem. */
export function planCommands(
  lines: readonly string[],
  options: CompareOptions,
  built: BuiltProbe,
  probe: ProbeDescription,
): RunHeader {
  const now = new Date();
  const machine = readMachine('/', now);
  const stage = stageOf(parseCommands(lines, options), options);
  const several = stage.commands.length > 1;
  const plan: ExperimentPlan = {
    name: 'compare',
    question: several ? `${stage.commands.length} commands against the first` : 'one command',
    stages: [stage],
  };
  const gates = parseGates(options.gate ?? [], plan, probe.pageSizeBytes);
  return {
    kind: 'run',
    formatVersion: runFormatVersion,
    version,
    startedAt: now.toISOString(),
    command: process.argv.slice(2),
    settings: { ...settingsOf(options, machine), ...(gates.length > 0 ? { gates } : {}) },
    plan,
    machine,
    before: readMachineState(),
    probe: built.identity,
    capabilities: probe,
  };
}
