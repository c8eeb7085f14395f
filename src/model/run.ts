import type { ExperimentPlan } from './experiment.ts';
import type { Gate } from './gate.ts';
import type { Machine, MachineState } from './machine.ts';
import type { ProbeDescription, ProbeIdentity, TrialOutcome } from './probe.ts';

/** Raised with every change of the run file that an older reader would misread. */
export const runFormatVersion = 1;

/** How the runner was told to work; recorded, because verdicts depend on it. */
export type RunSettings = {
  readonly seed: number;
  readonly budgetSeconds: number;
  /** Fresh-process blocks a cell at the most; 0 for the stages' own limit. */
  readonly maxBlocks: number;
  /** Half-width of the ratio's interval at which a contrast is left alone, as a fraction. */
  readonly precision: number;
  /** Two arms are equivalent when the whole interval of their ratio lies within 1/(1+e) .. 1+e. */
  readonly equivalence: number;
  /** Error rate of all verdicts of the run together. */
  readonly alpha: number;
  /** The CPU that the trials are pinned to, or -1. */
  readonly cpu: number;
  /** Count perf events in the timed trials too. */
  readonly perf: boolean;
  /** Bytes that one trial may ask for, or 0 for half of what is available. */
  readonly memoryLimitBytes: number;
  /** Bounds that ratios must meet; none where missing. */
  readonly gates?: readonly Gate[];
};

/** The first line of a run file. */
export type RunHeader = {
  readonly kind: 'run';
  readonly formatVersion: number;
  readonly version: string;
  readonly startedAt: string;
  readonly command: readonly string[];
  readonly settings: RunSettings;
  readonly plan: ExperimentPlan;
  readonly machine: Machine;
  readonly before: MachineState;
  readonly probe: ProbeIdentity;
  readonly capabilities: ProbeDescription;
};

/** Why a trial was run: only `timed` ones enter an estimate. */
export type TrialRole = 'timed' | 'warm' | 'witness';

/**
 * One trial as it ended. Short names, because a run may have a million of them: `stage`, `cell` and `arm` index the plan
 * (an `arm` equal to the number of arms is the control arm; -1 in a warm-up), `position` is the place in the block. Where
 * arms share a process, one trial has them all: its steps are the arms with the control arm last, and `arm` is 0.
 */
export type TrialRecord = TrialOutcome & {
  readonly kind: 'trial';
  readonly role: TrialRole;
  readonly stage: number;
  readonly cell: number;
  readonly block: number;
  readonly position: number;
  readonly arm: number;
  /** Milliseconds since the run (or its resumption) started. */
  readonly atMs: number;
};

/** Something that happened to the run, and that a reader of its results must know. */
export type NoteRecord = {
  readonly kind: 'event';
  readonly what: 'resumed' | 'repaired';
  readonly atMs: number;
  readonly sentence: string;
};

/** The address space of a program that the run is about: a picture for its report, no evidence for its verdicts. */
export type LayoutRecord = {
  readonly kind: 'event';
  readonly what: 'layout';
  readonly atMs: number;
  readonly sentence: string;
  readonly title: string;
  /** As `layout --format json` prints it (docs/layout-json.md); checked by who draws it (layout-document.ts). */
  readonly layout: unknown;
};

/** What is not a trial. */
export type EventRecord = NoteRecord | LayoutRecord;

/** Why the run ended. */
export type EndReason = 'decided' | 'budget' | 'blocks' | 'interrupted' | 'failed';

/** The last line of a run that ended by itself (or by Ctrl-C), but for layouts. A killed run has none. */
export type EndRecord = {
  readonly kind: 'end';
  readonly reason: EndReason;
  readonly atMs: number;
  readonly sentence: string;
  readonly after: MachineState;
  /** What moved on the machine between the header and this record. */
  readonly changes: readonly { readonly what: string; readonly sentence: string }[];
};

export type RunRecord = TrialRecord | EventRecord | EndRecord;

/** Watches a run as it grows: decides, without knowing how trials are made, when enough is known. */
export interface Judge {
  add(record: RunRecord): void;
  /** Whether a cell needs no more blocks. */
  isDecided(stage: number, cell: number): boolean;
  /** What is known now, in a few words for the progress line. */
  standing(stage: number, cell: number): string;
}
