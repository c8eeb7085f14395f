/** From the options of `run` to the header of a run: everything checked before anything is measured. */
import { randomInt } from 'node:crypto';
import { experiments } from '../experiments/index.ts';
import { readMachine, readMachineState, readMemoryBudget } from '../machine/index.ts';
import { type Design, designs } from '../model/design.ts';
import { type Experiment, type ExperimentPlan, largestSizeBytes } from '../model/experiment.ts';
import type { Machine, MachineState } from '../model/machine.ts';
import type { ProbeDescription } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import { measuredValue } from '../model/reading.ts';
import { type RunHeader, type RunSettings, runFormatVersion } from '../model/run.ts';
import { formatBytes } from '../model/units.ts';
import { version } from '../model/version.ts';
import type { BuiltProbe } from '../probe/index.ts';
import { capabilitiesOf } from './capabilities.ts';
import { parseArms } from './parse-arm.ts';
import { parseGates } from './parse-gate.ts';
import { mostBlocks, parseCount, parseFraction, parseSeconds } from './parse-quantity.ts';
import { parseSize, parseSizes } from './parse-size.ts';
import { suggest } from './suggest.ts';

/** The options of `run` as typed. */
export type RunOptions = {
  readonly size?: readonly string[];
  readonly arm?: readonly string[];
  readonly design?: readonly string[];
  readonly preload?: readonly string[];
  readonly budget?: string;
  readonly blocks?: string;
  readonly seed?: string;
  readonly cpu?: string;
  readonly precision?: string;
  readonly equivalence?: string;
  readonly memoryLimit?: string;
  readonly perf?: boolean;
  readonly directory?: string;
  readonly allowSystemChanges?: boolean;
  readonly gate?: readonly string[];
  /** False with --no-why. */
  readonly why?: boolean;
};

/** The error rate of all verdicts of one run together. */
export const alpha = 0.01;

export function findExperiment(name: string, commands: readonly string[]): Experiment {
  const experiment = experiments.find((one) => one.name === name);
  if (experiment) return experiment;
  const names = [...experiments.map((one) => one.name), ...commands];
  throw new Problem(
    'unknown-experiment',
    `there is no experiment or command '${name}'.${suggest(name, names)}`,
    `the experiments are ${experiments.map((one) => one.name).join(', ')}; see \`firsttouch list\``,
  );
}

/** The designs asked for; undefined leaves the choice to the experiment. */
function chooseDesigns(names: readonly string[] | undefined, experiment: Experiment): Design[] | undefined {
  if (names === undefined) return undefined;
  if (!experiment.anyDesign) {
    throw new Problem(
      'fixed-design',
      `${experiment.name} chooses its own designs`,
      'run malloc-vs-mmap takes --design',
    );
  }
  return [...new Set(names.map(parseDesign))];
}

function parseDesign(name: string): Design {
  const design = designs.find((one) => one === name);
  if (design) return design;
  throw new Problem(
    'unknown-design',
    `there is no design '${name}'.${suggest(name, designs)}`,
    `the designs are ${designs.join(', ')}`,
  );
}

/** The CPU asked for, or the last one allowed: the first ones take most interrupts. */
export function chooseCpu(text: string | undefined, machine: Machine): number {
  const allowed = measuredValue(machine.settings.cpus.allowed) ?? [];
  if (text === 'none') return -1;
  if (text === undefined) return allowed.at(-1) ?? -1;
  const cpu = parseCount('--cpu', text, 0, 65_535);
  if (allowed.includes(cpu)) return cpu;
  throw new Problem(
    'no-cpu',
    `CPU ${cpu} is not there or not allowed to this process`,
    `allowed are ${allowed.join(', ')}; --cpu none pins nothing`,
  );
}

function memoryLimit(text: string | undefined, pageSizeBytes: number): number {
  if (text === undefined) return 0;
  const bytes = parseSize(text, pageSizeBytes);
  // Half of the smaller of what the machine and the cgroup still allow is the default; nine tenths of it is the end.
  const allowed = readMemoryBudget().budgetBytes * 2 * 0.9;
  if (bytes <= allowed) return bytes;
  throw new Problem(
    'bad-limit',
    `--memory-limit ${formatBytes(bytes)} is more than the ${formatBytes(allowed)} that can be had without risk`,
    'a laboratory that exhausts the machine measures nothing: choose less',
  );
}

function settingsOf(
  options: RunOptions,
  experiment: Experiment,
  machine: Machine,
  pageSizeBytes: number,
): RunSettings {
  const { budget, blocks, seed, precision, equivalence } = options;
  return {
    seed: seed === undefined ? randomInt(2 ** 32) : parseCount('--seed', seed, 0, 2 ** 32 - 1),
    budgetSeconds: budget === undefined ? experiment.budgetSeconds : parseSeconds('--budget', budget),
    maxBlocks: blocks === undefined ? 0 : parseCount('--blocks', blocks, 1, mostBlocks),
    precision: precision === undefined ? 0.01 : parseFraction('--precision', precision),
    equivalence: equivalence === undefined ? 0.03 : parseFraction('--equivalence', equivalence),
    alpha,
    // Scenarios have threads and children of their own.
    cpu: experiment.ofScenarios ? -1 : chooseCpu(options.cpu, machine),
    perf: options.perf ?? false,
    memoryLimitBytes: memoryLimit(options.memoryLimit, pageSizeBytes),
  };
}

/** Refuses a plan that asks for more than the machine holds, with the figure and the option that changes it. */
function requireMemory(header: RunHeader): void {
  const wanted = largestSizeBytes(header.plan);
  const limit = header.settings.memoryLimitBytes;
  const budget = readMemoryBudget();
  const allowed = limit || budget.budgetBytes;
  if (wanted <= allowed) return;
  throw new Problem(
    'too-large',
    `the largest trial asks for ${formatBytes(wanted)}, and a trial may ask for ${formatBytes(allowed)}: ${limit ? 'the limit set with --memory-limit' : budget.sentence}`,
    'choose a smaller --size, or raise the limit with --memory-limit SIZE',
  );
}

/** An experiment that touches every arm by every pattern takes none from an arm. */
function requireNoPattern(experiment: Experiment, arms: readonly string[]): void {
  const patterned = experiment.everyPattern && arms.find((text) => text.split(';')[0]?.includes('/'));
  if (!patterned) return;
  throw new Problem(
    'arm-pattern',
    `${experiment.name} touches every arm by every pattern, and the arm '${patterned}' names one`,
    'leave the pattern out, or compare such arms with `run malloc-vs-mmap`',
  );
}

/** The first line of the run file. */
export function makeHeader(
  plan: ExperimentPlan,
  settings: RunSettings,
  machine: Machine,
  before: MachineState,
  built: BuiltProbe,
  probe: ProbeDescription,
): RunHeader {
  return {
    kind: 'run',
    formatVersion: runFormatVersion,
    version,
    startedAt: machine.recordedAt,
    command: process.argv.slice(2),
    settings,
    plan,
    machine,
    before,
    probe: built.identity,
    capabilities: probe,
  };
}

/** Scenarios are chosen by their experiment. */
function requireNoArms(experiment: Experiment, { arm, preload, design, gate }: RunOptions): void {
  const given = Object.entries({ arm, preload, design, gate }).find(([, value]) => value !== undefined);
  if (!experiment.ofScenarios || !given) return;
  throw new Problem(
    'fixed-arms',
    `${experiment.name} has arms of its own and takes no --${given[0]}`,
    `run it without, or compare ways to obtain memory with \`run malloc-vs-mmap\``,
  );
}

/** The header, and what the user should be told about how the sizes were read. */
export function planRun(
  experiment: Experiment,
  options: RunOptions,
  built: BuiltProbe,
  probe: ProbeDescription,
): { readonly header: RunHeader; readonly remarks: readonly string[] } {
  const machine = readMachine('/', new Date());
  const before = readMachineState();
  requireNoArms(experiment, options);
  const can = capabilitiesOf(probe, before.settings);
  const sizes = options.size ? parseSizes(options.size, probe.pageSizeBytes) : undefined;
  const chosen = chooseDesigns(options.design, experiment);
  const arms = parseArms(options.arm ?? [], options.preload ?? [], probe, can);
  requireNoPattern(experiment, options.arm ?? []);
  const plan = experiment.plan(
    {
      ...(sizes ? { sizesBytes: sizes.sizesBytes } : {}),
      ...(arms.length > 0 ? { arms } : {}),
      ...(chosen ? { designs: chosen } : {}),
      withoutWhy: options.why === false,
    },
    can,
  );
  const gates = parseGates(options.gate ?? [], plan, probe.pageSizeBytes);
  const settings = settingsOf(options, experiment, machine, probe.pageSizeBytes);
  const header = {
    ...makeHeader(plan, settings, machine, before, built, probe),
    settings: gates.length > 0 ? { ...settings, gates } : settings,
  };
  requireMemory(header);
  return { header, remarks: sizes?.remarks ?? [] };
}
