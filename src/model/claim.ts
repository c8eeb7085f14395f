/** Claims: statements that could be false, the evidence that decides them, and what was decided. */
import type { TrialEnd } from './probe.ts';
import type { ScenarioReadings } from './scenario.ts';

export const claimVerdicts = ['supported', 'refuted', 'unresolved', 'unavailable'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

/** What was decided, in a sentence that names the figures. */
export type Decision = {
  readonly verdict: ClaimVerdict;
  readonly sentence: string;
  /** A statement that is refuted as it is worded, and holds under these conditions: both were observed. */
  readonly holdsWhere?: string;
};

/** One trial as evidence: its block, how it ended, and what it read (nothing, where it ended by a signal). */
export type TrialEvidence = {
  readonly block: number;
  readonly end: TrialEnd;
  readonly readings: ScenarioReadings | null;
};

export type ArmEvidence =
  | { readonly state: 'measured'; readonly trials: readonly TrialEvidence[] }
  | { readonly state: 'unavailable'; readonly reason: string };

/** Arms by name; the copy of the first is named `control`. */
export type StageEvidence =
  | { readonly state: 'measured'; readonly arms: Readonly<Record<string, ArmEvidence>> }
  | { readonly state: 'unavailable'; readonly reason: string };

/** What decisions may know of the machine; null where it does not say. */
export type EvidenceMachine = {
  readonly kernel: string | null;
  readonly glibc: string | null;
  readonly node: string;
  readonly architecture: string;
  readonly cpus: number;
  readonly memoryBytes: number | null;
  readonly swapBytes: number | null;
  readonly pageSizeBytes: number;
  /** 0 where the kernel has none. */
  readonly hugePageSizeBytes: number;
  /** always, madvise or never. */
  readonly thpEnabled: string | null;
  readonly virtual: boolean | null;
};

/** Everything that was observed, by `experiment/stage`. */
export type Evidence = {
  readonly machine: EvidenceMachine;
  readonly stages: Readonly<Record<string, StageEvidence>>;
};

/** Versions by what they are of. */
export type Versions = { readonly kernel?: string; readonly glibc?: string; readonly node?: string };

export type Claim = {
  /** A: the post says it; K: a defect of its program; B: practitioners say it. */
  readonly id: string;
  /** A few words, for a table: at most 60 characters. */
  readonly title: string;
  /** One sentence that could be false. */
  readonly statement: string;
  /** Who says it: pages, documents, threads. */
  readonly source: readonly string[];
  /** The statement is about these versions and later (since), or was true before these (until). */
  readonly since?: Versions;
  readonly until?: Versions;
  /** What will be seen if it is true, and what would refute it. */
  readonly prediction: string;
  /** Why the kernel or the library behaves as it does: what `explain` teaches. */
  readonly mechanism: string;
  readonly caveats: readonly string[];
  /** The stages that give the evidence, as `experiment/stage`. */
  readonly needs: readonly string[];
  /** Pure. Throws Undecided (claims/undecided.ts) where the evidence does not allow a verdict. */
  readonly decide: (evidence: Evidence) => Decision;
};
