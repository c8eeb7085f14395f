/** `firsttouch compare -- 'COMMAND A' 'COMMAND B'`: any commands in balanced blocks; or two recorded runs. */
import { unlinkSync, writeFileSync } from 'node:fs';
import { commandResults } from '../../analysis/index.ts';
import { serializeHyperfineJson } from '../../exporters/index.ts';
import { Problem } from '../../model/problem.ts';
import { buildProbe, describeProbe } from '../../probe/index.ts';
import { compareRecordedRuns } from '../compare-recorded.ts';
import { gateExitCode, requireGateChoice } from '../gate-exit.ts';
import { recordInLedger } from '../ledger.ts';
import { type CompareOptions, planCommands } from '../plan-commands.ts';
import { printRun, requireFormat } from '../print-run.ts';
import { type ReportChoice, reportAfterRun, requireReportPlace } from '../report/after-run.ts';
import { reportProblem } from '../report-problem.ts';
import { requireWritable, unwritable } from '../require-writable.ts';
import { beginSession, runSession, type SessionResult } from '../run-session.ts';

export type CompareCommandOptions = CompareOptions &
  ReportChoice & {
    readonly format: string;
    readonly gateUnresolved: string;
    readonly ledger: boolean;
    readonly out?: string;
    readonly export?: string;
  };

function exportRun(result: SessionResult, path: string): void {
  try {
    writeFileSync(path, serializeHyperfineJson(commandResults(result.analysis)));
  } catch (error) {
    throw unwritable('export', path, error, '--export FILE');
  }
}

/** A run that broke off before anything counted leaves nothing but its problem. */
function isEmpty({ analysis, problem }: SessionResult): boolean {
  return problem !== undefined && analysis.commands.every((series) => !series || series.blocks === 0);
}

/** Prints, exports, adds to the ledger, and sets the exit code: 3 broken off, 130 interrupted, 1 a gate not met, else 0. */
async function finish(result: SessionResult, options: CompareCommandOptions): Promise<void> {
  const { analysis, path, problem } = result;
  if (isEmpty(result)) {
    unlinkSync(path);
    throw problem;
  }
  const findings = printRun(analysis, path, options.format);
  if (options.export !== undefined) exportRun(result, options.export);
  if (options.ledger) recordInLedger(analysis);
  const gates = gateExitCode(findings, options.gateUnresolved);
  if (problem) reportProblem(problem);
  process.exitCode = problem ? problem.exitCode : analysis.end?.reason === 'interrupted' ? 130 : gates;
  await reportAfterRun(path, options, { usual: false, format: options.format });
}

/** A gate needs an error rate, and nothing pairs two recorded runs. */
function requireNoGates({ gate = [] }: CompareCommandOptions): void {
  if (gate.length === 0) return;
  throw new Problem(
    'gate-between-runs',
    'two recorded runs are compared without a verdict, and a gate would be one',
    'measure both in one run, --gate and the commands after --; or hold the gate against one run: firsttouch show RUN.jsonl --gate ...',
  );
}

export async function compareCommand(
  words: readonly string[],
  isAfterDashes: boolean,
  options: CompareCommandOptions,
): Promise<void> {
  requireFormat(options.format);
  requireGateChoice(options.gateUnresolved);
  if (!isAfterDashes && words.length > 0 && words.every((word) => word.endsWith('.jsonl'))) {
    requireNoGates(options);
    compareRecordedRuns(words, options.format);
    return;
  }
  if (words.length === 0) {
    throw new Problem(
      'no-command',
      'there is nothing to compare: no command is named',
      "firsttouch compare -- 'sort a.txt' 'sort -u a.txt'",
    );
  }
  if (options.export !== undefined) requireWritable('export', options.export, '--export FILE');
  requireReportPlace(options);
  const built = buildProbe();
  const header = planCommands(words, options, built, describeProbe(built));
  await finish(await runSession(beginSession(header, options.out), header, built), options);
}
