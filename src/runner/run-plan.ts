/** Runs a plan from its first stage to its last, and says in the end record why it stopped. */

import { describeMachineChanges } from '../machine/index.ts';
import { type Stage, trialSizeBytes } from '../model/experiment.ts';
import { Problem } from '../model/problem.ts';
import type { EndReason, EndRecord } from '../model/run.ts';
import type { Instruments } from './instruments.ts';
import { RunProgress } from './progress.ts';
import { CommandRun } from './run-commands.ts';
import { ComparisonRun, type StageEnd } from './run-comparison.ts';
import { idleTimeMs, runRepetitions } from './run-repetitions.ts';
import { ScenarioRun } from './run-scenarios.ts';
import { Workbench } from './workbench.ts';

const sentences: Record<EndReason, string> = {
  decided:
    'every contrast was decided, or is as narrow as --precision asks (or given up: all its trials were refused)',
  budget: 'the time budget was spent (--budget)',
  blocks: 'all blocks planned were run (--blocks changes their number)',
  interrupted: 'interrupted; the verdicts are those that stood then',
  failed: 'the run broke off',
};

/** Where commands were run, other options change their number, and none is given up. */
const commandSentences: Partial<Record<EndReason, string>> = {
  decided: 'every wall time was decided, or is as narrow as --precision asks',
  blocks: 'all blocks planned were run (--runs or --max-runs changes their number)',
};

/** Scenarios decide nothing while they run: their blocks are counted beforehand. */
const scenarioSentences: Partial<Record<EndReason, string>> = {
  decided: 'all blocks planned were run',
};

function sentenceOf(reason: EndReason, stages: readonly Stage[]): string {
  const kinds = new Set(stages.map((stage) => stage.kind));
  const own = kinds.has('commands')
    ? commandSentences[reason]
    : kinds.size === 1 && kinds.has('scenarios')
      ? scenarioSentences[reason]
      : undefined;
  return own ?? sentences[reason];
}

/** A repetition shows something and decides nothing: this much of the budget, against a comparison's own share. */
const repetitionShare = 0.5;

function shareOf(stage: Stage): number {
  return stage.kind === 'repetition' ? repetitionShare : stage.share;
}

/** The moment of the run by which a stage must end, in milliseconds: its share of what is left, idle time apart. */
function stageDeadlineMs(
  stages: readonly Stage[],
  index: number,
  elapsedMs: number,
  budgetMs: number,
): number {
  const later = stages.slice(index);
  const idle = later.reduce((sum, stage) => sum + (stage.kind === 'repetition' ? idleTimeMs(stage) : 0), 0);
  const shares = later.reduce((sum, stage) => sum + shareOf(stage), 0);
  const stage = stages[index] as Stage;
  const own = stage.kind === 'repetition' ? idleTimeMs(stage) : 0;
  return elapsedMs + own + (Math.max(0, budgetMs - elapsedMs - idle) * shareOf(stage)) / shares;
}

async function runStages(
  bench: Workbench,
  instruments: Instruments,
  progress: RunProgress,
): Promise<EndReason> {
  const { plan, settings } = instruments.header;
  const ends = new Set<StageEnd>();
  for (const [index, stage] of plan.stages.entries()) {
    const deadlineMs = (): number =>
      stageDeadlineMs(plan.stages, index, bench.elapsedMs(), settings.budgetSeconds * 1000);
    if (stage.kind === 'repetition') {
      await runRepetitions(stage, index, bench, instruments, progress, deadlineMs());
      continue;
    }
    if (stage.kind === 'commands') {
      ends.add(await new CommandRun(stage, index, bench, instruments, progress).run(deadlineMs()));
      continue;
    }
    if (stage.kind === 'scenarios') {
      // Its blocks are counted beforehand: it ends when they are done, or with the run.
      const endMs = settings.budgetSeconds * 1000;
      ends.add(await new ScenarioRun(stage, index, bench, instruments, progress).run(endMs));
      continue;
    }
    await bench.warm(index, Math.max(...stage.cells.map(trialSizeBytes)));
    const end = await new ComparisonRun(stage, index, bench, instruments, progress).run(deadlineMs());
    // A calibration decides nothing: it says nothing about why the run ended.
    if (stage.kind === 'comparison') ends.add(end);
  }
  if (ends.has('budget')) return 'budget';
  return ends.has('blocks') ? 'blocks' : 'decided';
}

function reasonOf(error: unknown, abort: AbortSignal): { reason: EndReason; sentence: string } {
  if (abort.aborted) return { reason: 'interrupted', sentence: sentences.interrupted };
  if (error instanceof Problem) return { reason: 'failed', sentence: error.message };
  throw error;
}

/**
 * Runs the plan of `instruments.header`. Always comes back with the end record, which is also the journal's last line where
 * that can still be written: Ctrl-C, a full disk and a lost supervisor end a run, and lose nothing that was measured.
 */
export async function runPlan(
  instruments: Instruments,
  progress: RunProgress = new RunProgress(),
): Promise<{ readonly end: EndRecord; readonly problem?: Problem }> {
  const bench = new Workbench(instruments);
  let outcome: { reason: EndReason; sentence: string };
  let problem: Problem | undefined;
  try {
    const reason = await runStages(bench, instruments, progress);
    outcome = { reason, sentence: sentenceOf(reason, instruments.header.plan.stages) };
  } catch (error) {
    outcome = reasonOf(error, instruments.abort);
    if (outcome.reason === 'failed') problem = error as Problem;
  }
  const after = instruments.machineState();
  const elapsedMs = Math.round(bench.elapsedMs());
  const changes = describeMachineChanges(instruments.before, after, elapsedMs);
  const end: EndRecord = { kind: 'end', ...outcome, atMs: elapsedMs, after, changes };
  instruments.judge.add(end);
  try {
    instruments.journal.append(end);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    problem ??= error;
  }
  return { end, ...(problem ? { problem } : {}) };
}
