/** What the probe's tests share: a probe built into a folder of their own, and requests with quiet defaults. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, type TestContext } from 'vitest';
import type { CommandRequest } from '../../src/model/command.ts';
import type {
  Phase,
  Probe,
  StepRequest,
  StepResult,
  TrialOutcome,
  TrialRequest,
} from '../../src/model/probe.ts';
import { phases, sampleColumns } from '../../src/model/probe.ts';
import { type BuildOptions, type BuiltProbe, buildProbe } from '../../src/probe/build.ts';
import { startProbe } from '../../src/probe/supervisor.ts';

export const KIB = 1024;
export const MIB = 1024 * KIB;

/** A folder that is removed after the tests of the file that asked for it. Call it outside of tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-test-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  afterAll(remove);
  // Where every test of the file is filtered out no hook runs, and vitest ends its worker by SIGTERM.
  process.once('exit', remove);
  process.once('SIGTERM', () => process.exit());
  return folder;
}

/** The probe of this checkout, compiled for one test file. */
export function buildTestProbe(options: BuildOptions = {}): BuiltProbe {
  return buildProbe({ ...options, cacheFolder: options.cacheFolder ?? temporaryFolder() });
}

/** A supervisor that is closed after the tests of the file that asked for it. */
export function startTestProbe(built: BuiltProbe = buildTestProbe()): Probe {
  const probe = startProbe(built);
  afterAll(() => probe.close());
  return probe;
}

export function stepOf(step: Partial<StepRequest> = {}): StepRequest {
  return {
    strategy: 'mmap-private',
    pattern: 'write-page',
    sizeBytes: MIB,
    fill: 0,
    fractionPpm: 1_000_000,
    secondTouch: true,
    ...step,
  };
}

/** A trial of one step on base pages: what the machine does with huge pages must not decide a count. */
export function trialOf(step: Partial<StepRequest>, request: Partial<TrialRequest> = {}): TrialRequest {
  return {
    steps: [stepOf(step)],
    environment: {},
    paddingBytes: 0,
    cpu: -1,
    thpDisable: true,
    deadlineMs: 20_000,
    witness: false,
    perf: false,
    ...request,
  };
}

/** One execution of a command without hooks, its output thrown away. */
export function commandOf(
  argv: readonly string[],
  parts: Partial<CommandRequest['command'] & CommandRequest> = {},
): CommandRequest {
  const { directory = null, input = null, output = null, inheritEnvironment = false, ...rest } = parts;
  return {
    command: { argv, directory, input, output, inheritEnvironment },
    environment: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
    paddingBytes: 0,
    cpu: -1,
    deadlineMs: 20_000,
    witness: false,
    ...rest,
  };
}

/** The only step of a trial that ended well. */
export function onlyStep(outcome: TrialOutcome): StepResult {
  const [step] = outcome.steps;
  if (outcome.end.how === 'exit' && outcome.end.code === 0 && outcome.steps.length === 1 && step) return step;
  throw new Error(`the trial ended otherwise: ${JSON.stringify(outcome)}`);
}

export function minorFaults(step: StepResult, phase: Phase): number {
  const faults = step.samples[phases.indexOf(phase)]?.[sampleColumns.indexOf('minorFaults')];
  if (faults === undefined) throw new Error(`${phase} did not run: ${JSON.stringify(step)}`);
  return faults;
}

/** Automatic NUMA balancing takes hint faults on pages that are long present: counts are then not exact. */
export function skipWhereKernelTakesHintFaults(ctx: TestContext): void {
  let balancing = '0';
  try {
    balancing = readFileSync('/proc/sys/kernel/numa_balancing', 'utf8').trim();
  } catch {
    // A kernel without NUMA balancing takes no hint faults.
  }
  if (balancing !== '0') ctx.skip('kernel.numa_balancing is on: its hint faults are counted too');
}

/** Where allocations go is the C library's own business; the tests of it know glibc. */
export function skipUnlessGlibc(ctx: TestContext): void {
  const answer = spawnSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' });
  if (answer.status !== 0) ctx.skip('the C library here is not glibc, whose thresholds this test knows');
}

/** Skips where the command does not run at all. */
export function skipUnlessInstalled(ctx: TestContext, command: string): void {
  if (spawnSync(command, ['--version']).error) ctx.skip(`${command} is not installed`);
}
