/** The library: what a program may use, by folder. */

export {
  Analysis,
  commandResults,
  compareRuns,
  computeFindings,
  decideClaims,
  evidenceOf,
} from './analysis/index.ts';
export { claims, decideClaim } from './claims/index.ts';
export { readClient } from './cli/report/client.ts';
export { gatherReport } from './cli/report/gather.ts';
export { experiments, makeArm } from './experiments/index.ts';
export {
  findingsDocument,
  findingsJsonSchema,
  serializeHyperfineJson,
  serializeLayoutJson,
  serializeTraceJson,
} from './exporters/index.ts';
export { makeLayout } from './layout/index.ts';
export {
  findAllocators,
  readMachine,
  readMachineState,
  readMemoryBudget,
  readProcess,
} from './machine/index.ts';
export type { Claim, Decision, Evidence } from './model/claim.ts';
export type { Arm, Cell, CommandStage, Experiment, ExperimentPlan, Stage } from './model/experiment.ts';
export type { Finding, FindingsDocument, Verdict } from './model/finding.ts';
export type { HoldPoint, HoldStop } from './model/held-command.ts';
export type { Layout } from './model/layout.ts';
export type { Machine, MachineState } from './model/machine.ts';
export type { Probe, ProbeDescription, TrialOutcome, TrialRequest } from './model/probe.ts';
export { Problem } from './model/problem.ts';
export type { ProcessImage } from './model/process-image.ts';
export { measuredValue, type Reading } from './model/reading.ts';
export type { Report, ReportRun } from './model/report.ts';
export type { RunHeader, RunRecord, RunSettings, TrialRecord } from './model/run.ts';
export type { TraceHeader, TraceRecord } from './model/trace.ts';
export type { TraceView } from './model/trace-view.ts';
export { version } from './model/version.ts';
export { buildProbe, describeProbe, holdCommand, startProbe } from './probe/index.ts';
export { renderCharts, renderPage } from './report/index.ts';
export { createJournal, readRun, runPlan } from './runner/index.ts';
export { readTrace, replayFile } from './trace/index.ts';
