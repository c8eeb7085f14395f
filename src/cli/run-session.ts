/** One invocation of `run`: from what was asked to a finished run file and its findings. */
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Analysis } from '../analysis/index.ts';
import { findWriter, readMachineState, readMemoryBudget } from '../machine/index.ts';
import type { Probe } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import type { RunHeader } from '../model/run.ts';
import { type BuiltProbe, startProbe } from '../probe/index.ts';
import {
  continueJournal,
  createJournal,
  type Journal,
  programRequest,
  type RunFileReading,
  RunProgress,
  readRun,
  runPlan,
} from '../runner/index.ts';
import { makeFolderOf } from './make-folder.ts';
import { createProgressLine } from './progress-line.ts';
import { runFilePath } from './run-file-path.ts';
import { findSurroundings, type Surroundings } from './surroundings.ts';

/** A run that has ended, however it ended. */
export type SessionResult = {
  readonly analysis: Analysis;
  readonly path: string;
  readonly problem?: Problem;
};

/** A run about to go on: new, or taken up from its file. */
export type Session = {
  readonly analysis: Analysis;
  readonly progress: RunProgress;
  readonly journal: Journal;
};

/** Creates the run file and an empty analysis. */
export function beginSession(header: RunHeader, out: string | undefined): Session {
  const path = out ?? runFilePath(header.plan.name, header.startedAt);
  makeFolderOf(path, 'run file');
  return {
    analysis: new Analysis(header),
    progress: new RunProgress(),
    journal: createJournal(path, header),
  };
}

/** Reads a whole run file into an analysis; its header may be changed before. */
export function loadRun(
  path: string,
  change: (header: RunHeader) => RunHeader = (header) => header,
): {
  analysis: Analysis;
  progress: RunProgress;
  reading: RunFileReading;
} {
  const progress = new RunProgress();
  let analysis: Analysis | undefined;
  const reading = readRun(
    path,
    (header) => {
      analysis = new Analysis(change(header));
    },
    (record) => {
      progress.add(record);
      analysis?.add(record);
    },
  );
  return { analysis: analysis as Analysis, progress, reading };
}

/** Two writers would spoil a run. A file that is not there is for the reader to report. */
function refuseWhileWritten(path: string): void {
  if (!existsSync(path)) return;
  const writer = findWriter(path);
  if (writer !== undefined) {
    throw new Problem(
      'run-going-on',
      `the run '${path}' is still being written by process ${writer}`,
      'wait for it, or end it with Ctrl-C',
    );
  }
}

/**
 * Takes a run up where its file ends, unless `check` throws. What follows the last whole line is cut off, and that is noted
 * in the file.
 */
export function resumeSession(path: string, check: (header: RunHeader) => void): Session {
  refuseWhileWritten(path);
  const { analysis, progress, reading } = loadRun(path);
  check(reading.header);
  refuseWhileWritten(path); // again: someone else may have taken it up meanwhile
  const journal = continueJournal(path, reading.endOffset);
  const note = (what: 'repaired' | 'resumed', sentence: string): void => {
    const event = { kind: 'event', what, atMs: 0, sentence } as const;
    journal.append(event);
    analysis.add(event);
  };
  if (reading.truncated) note('repaired', 'the last line of the run file was cut off and has been left out');
  note(
    'resumed',
    `the run was resumed after ${reading.records} records; its blocks are not all from one sitting`,
  );
  return { analysis, progress, journal };
}

/**
 * Ctrl-C and its like end the run cleanly; a second one ends the process at once, with the same exit code, and also when it
 * comes while the findings are printed: once interrupted, the watch stays.
 */
function watchSignals(probe: Probe, abort: AbortController): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = (): void => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
    void probe.close();
  };
  for (const signal of signals) process.on(signal, stop);
  return () => {
    if (abort.signal.aborted) return;
    for (const signal of signals) process.off(signal, stop);
  };
}

function memoryBudgetOf(limitBytes: number): () => { budgetBytes: number; sentence: string } {
  if (limitBytes === 0) return () => readMemoryBudget();
  return () => ({ budgetBytes: limitBytes, sentence: 'the limit set with --memory-limit' });
}

/**
 * Pictures for the report of the post's experiment, once all is measured: they warm memory. Taken once; a run that cannot have
 * them, or whose file has no room for them, is whole without.
 */
async function recordLayouts({ analysis, journal }: Session, header: RunHeader, built: BuiltProbe) {
  if (header.plan.name !== 'post' || analysis.layouts.length > 0) return;
  // It brings the report along, which no other run needs.
  const { postBytes, readPostLayouts } = await import('./report/post-layouts.ts');
  const sizeBytes = postBytes(header);
  const { budgetBytes } = memoryBudgetOf(header.settings.memoryLimitBytes)();
  if (sizeBytes === null || 2 * sizeBytes > budgetBytes) return;
  try {
    for (const record of await readPostLayouts(sizeBytes, analysis.end?.atMs ?? 0, built)) {
      journal.append(record);
      analysis.add(record);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

/** Runs the session to its end. Whatever ends it, the run file holds everything measured, and the findings stand. */
export async function runSession(
  session: Session,
  header: RunHeader,
  built: BuiltProbe,
  surroundings: Surroundings = findSurroundings({}, built),
): Promise<SessionResult> {
  const { analysis, journal, progress } = session;
  const commands = header.plan.stages.some((stage) => stage.kind === 'commands');
  const probe = startProbe(built, header.capabilities, commands ? 'everything' : 'nothing');
  const abort = new AbortController();
  const unwatch = watchSignals(probe, abort);
  const line = createProgressLine(process.stderr);
  try {
    const { problem } = await runPlan(
      {
        header,
        probe,
        journal,
        judge: analysis,
        now: () => performance.now(),
        sleep: (ms) => delay(ms, undefined, { signal: abort.signal }).catch(() => {}),
        memoryBudget: memoryBudgetOf(header.settings.memoryLimitBytes),
        before: readMachineState(),
        machineState: () => readMachineState(),
        ...surroundings,
        programOf: programRequest,
        report: line.show,
        abort: abort.signal,
      },
      progress,
    );
    if (!problem && !abort.signal.aborted) await recordLayouts(session, header, built);
    return { analysis, path: journal.path, ...(problem ? { problem } : {}) };
  } finally {
    line.clear();
    unwatch();
    await probe.close();
    journal.close();
  }
}
