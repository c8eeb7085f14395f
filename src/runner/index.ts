/** Experiment to run: ordered trials, journalled one by one. */

export type { Instruments, ProgressReport } from './instruments.ts';
export { continueJournal, createJournal, type Journal } from './journal.ts';
export { blockOrder } from './order.ts';
export { RunProgress } from './progress.ts';
export { type RunFileReading, readRun } from './read-run.ts';
export { ArmUnavailable, programRequest } from './resolve-arm.ts';
export { runPlan } from './run-plan.ts';
