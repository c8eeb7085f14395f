/** `firsttouch run [EXPERIMENT]`: measure, print, leave a run file. */
import { readKernel } from '../../machine/index.ts';
import { Problem } from '../../model/problem.ts';
import { measuredValue } from '../../model/reading.ts';
import type { RunHeader } from '../../model/run.ts';
import { type BuiltProbe, buildProbe, describeProbe } from '../../probe/index.ts';
import { commandNames } from '../declare/index.ts';
import { gateExitCode, requireGateChoice } from '../gate-exit.ts';
import { recordInLedger } from '../ledger.ts';
import { mostBlocks, parseCount, parseSeconds } from '../parse-quantity.ts';
import { findExperiment, planRun, type RunOptions } from '../plan-run.ts';
import { printRun, requireFormat } from '../print-run.ts';
import { type ReportChoice, reportAfterRun, requireReportPlace } from '../report/after-run.ts';
import { reportProblem } from '../report-problem.ts';
import { beginSession, resumeSession, runSession, type SessionResult } from '../run-session.ts';
import { findSurroundings } from '../surroundings.ts';
import { wrap } from '../terminal.ts';

export type RunCommandOptions = RunOptions &
  ReportChoice & {
    readonly format: string;
    readonly gateUnresolved: string;
    readonly ledger: boolean;
    readonly out?: string;
    readonly resume?: string;
  };

/** What a resumed run may still be told; everything else is in its file. */
const resumable = new Set([
  'format',
  'resume',
  'budget',
  'blocks',
  'gateUnresolved',
  'ledger',
  'directory',
  'allowSystemChanges',
  'report',
  'open',
]);

/** Trials of different executables or kernels do not belong in one run. */
function requireSameMachine(header: RunHeader, built: BuiltProbe): void {
  const recorded = measuredValue(header.machine.kernel.release);
  const release = measuredValue(readKernel().release);
  const other =
    header.probe.sha256 !== built.identity.sha256
      ? `by another probe (${header.probe.compiler}; ${header.probe.flags})`
      : recorded === release
        ? undefined
        : `on Linux ${recorded}, and this is ${release}`;
  if (other === undefined) return;
  throw new Problem(
    'other-machine',
    `the run cannot be resumed: it was measured ${other}`,
    'start a new run; `firsttouch show` still reads this one',
  );
}

/** Their set-ups would have to be run again, on files that may have changed since. */
function requireNoCommands(header: RunHeader): void {
  if (!header.plan.stages.some((stage) => stage.kind === 'commands')) return;
  throw new Problem(
    'no-resumption',
    'a run of `firsttouch compare` cannot be resumed: what its commands read may have changed since',
    'start a new one; `firsttouch show` still reads this one, and `firsttouch compare A.jsonl B.jsonl` compares two',
  );
}

async function resume(path: string, options: RunCommandOptions, built: BuiltProbe): Promise<SessionResult> {
  const given = Object.entries(options).filter(
    ([name, value]) => value !== undefined && !(name === 'why' && value === true),
  );
  const extra = given.map(([name]) => name).find((name) => !resumable.has(name));
  if (extra) {
    throw new Problem(
      'resume-settings',
      `--resume takes its settings from the run file, not from --${extra}`,
      'only --budget, --blocks, --directory, --allow-system-changes, --report, --open, --format, --gate-unresolved and --no-ledger go with --resume',
    );
  }
  const session = resumeSession(path, (header) => {
    requireNoCommands(header);
    requireSameMachine(header, built);
  });
  const { header } = session.analysis;
  const { budget, blocks } = options;
  const settings = {
    ...header.settings,
    ...(budget === undefined ? {} : { budgetSeconds: parseSeconds('--budget', budget) }),
    ...(blocks === undefined ? {} : { maxBlocks: parseCount('--blocks', blocks, 1, mostBlocks) }),
  };
  return runSession(session, { ...header, settings }, built, findSurroundings(options, built));
}

async function begin(name: string, options: RunCommandOptions, built: BuiltProbe): Promise<SessionResult> {
  const experiment = findExperiment(name, commandNames);
  const { header, remarks } = planRun(experiment, options, built, describeProbe(built));
  for (const remark of remarks) process.stderr.write(`${wrap(`note: ${remark}`, '  ', '')}\n`);
  const surroundings = findSurroundings(options, built);
  return runSession(beginSession(header, options.out), header, built, surroundings);
}

/** Prints what a run came to, adds it to the ledger, and sets the exit code: 3 broken off, 130 interrupted, 1 a gate not met, else 0. */
async function finish(result: SessionResult, options: RunCommandOptions, usual: boolean): Promise<void> {
  const { analysis, path, problem } = result;
  const findings = printRun(analysis, path, options.format);
  if (options.ledger) recordInLedger(analysis);
  const gates = gateExitCode(findings, options.gateUnresolved);
  if (problem) reportProblem(problem);
  process.exitCode = problem ? problem.exitCode : analysis.end?.reason === 'interrupted' ? 130 : gates;
  await reportAfterRun(path, options, { usual, format: options.format });
}

/** Without a name: the post's experiment, and a report of it. */
export async function runCommand(named: string | undefined, options: RunCommandOptions): Promise<void> {
  const name = named ?? 'post';
  requireFormat(options.format);
  requireGateChoice(options.gateUnresolved);
  requireReportPlace(options);
  if (options.resume === undefined) findExperiment(name, commandNames);
  const built = buildProbe();
  const result =
    options.resume === undefined
      ? await begin(name, options, built)
      : await resume(options.resume, options, built);
  await finish(result, options, named === undefined && options.resume === undefined);
}
