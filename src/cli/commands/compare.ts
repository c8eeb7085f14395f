/** `firsttouch compare -- 'COMMAND A' 'COMMAND B'`: any commands in balanced blocks; or two recorded runs. */
import { accessSync, constants, existsSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandResults } from '../../analysis/index.ts';
import { serializeHyperfineJson } from '../../exporters/index.ts';
import { Problem } from '../../model/problem.ts';
import { buildProbe, describeProbe } from '../../probe/index.ts';
import { compareRecordedRuns } from '../compare-recorded.ts';
import { gateExitCode, requireGateChoice } from '../gate-exit.ts';
import { recordInLedger } from '../ledger.ts';
import { type CompareOptions, planCommands } from '../plan-commands.ts';
import { printRun, requireFormat } from '../print-run.ts';
import { reportProblem } from '../report-problem.ts';
import { beginSession, runSession, type SessionResult } from '../run-session.ts';

export type CompareCommandOptions = CompareOptions & {
  readonly format: string;
  readonly gateUnresolved: string;
  readonly ledger: boolean;
  readonly out?: string;
  readonly export?: string;
};

function exportProblem(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Problem(
    'export-unwritable',
    `the export '${path}' cannot be written: ${code ?? message}`,
    'choose a place that you may write with --export FILE',
  );
}

/** Tried before anything is measured: minutes of work must not end in a misspelt folder. */
function requireWritable(path: string | undefined): void {
  if (path === undefined) return;
  try {
    if (existsSync(path) && statSync(path).isDirectory()) throw new Error('it is a folder');
    accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
  } catch (error) {
    throw exportProblem(path, error);
  }
}

function exportRun(result: SessionResult, path: string): void {
  try {
    writeFileSync(path, serializeHyperfineJson(commandResults(result.analysis)));
  } catch (error) {
    throw exportProblem(path, error);
  }
}

/** A run that broke off before anything counted leaves nothing but its problem. */
function isEmpty({ analysis, problem }: SessionResult): boolean {
  return problem !== undefined && analysis.commands.every((series) => !series || series.blocks === 0);
}

/** Prints, exports, adds to the ledger, and sets the exit code: 3 broken off, 130 interrupted, 1 a gate not met, else 0. */
function finish(result: SessionResult, options: CompareCommandOptions): void {
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
  requireWritable(options.export);
  const built = buildProbe();
  const header = planCommands(words, options, built, describeProbe(built));
  finish(await runSession(beginSession(header, options.out), header, built), options);
}
