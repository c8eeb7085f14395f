/** Scenarios: what a fresh process does when it is not "obtain, touch, release", and what it read while it did. */
import * as v from 'valibot';
import type { Reading } from './reading.ts';

/** How the subject's executable is linked; `musl` is static, too. Compiled when first asked for. */
export const subjectBuilds = ['default', 'no-pie', 'static', 'static-pie', 'musl'] as const;
export type SubjectBuild = (typeof subjectBuilds)[number];

/** Under which conditions the process starts; what is left out stays as it is. */
export type LaunchConditions = {
  /** prctl(PR_SET_THP_DISABLE). */
  readonly thpDisable?: true;
  /** personality(ADDR_NO_RANDOMIZE): no ASLR. */
  readonly fixedAddresses?: true;
  /** personality(ADDR_COMPAT_LAYOUT): mappings grow upward. */
  readonly legacyLayout?: true;
  readonly stackLimitBytes?: number | 'unlimited';
  readonly addressSpaceLimitBytes?: number;
  readonly lockedLimitBytes?: number;
  /** As an unprivileged user, where we are root. */
  readonly unprivileged?: true;
};

/** One scenario with its settings, as it stands in a stage. */
export type ScenarioArm = {
  /** As printed, and unique within its stage. */
  readonly name: string;
  readonly build: SubjectBuild;
  readonly scenario: string;
  /** `{folder}` stands for the folder for files, `{cgroup}` for the cgroup of the stage. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /**
   * What follows `--`: a command that the scenario runs. `{cc}`, `{musl-gcc}`, `{strace}`, `{node}` stand for the programs,
   * `{subject}`, `{subject:static}` … for the subject itself, `{node-subject:NAME}` for a script of subjects/.
   */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** An allocator by name (jemalloc, mimalloc, tcmalloc), preloaded; the arm is unavailable where it is not installed. */
  readonly allocator?: string;
  readonly conditions: LaunchConditions;
};

/** A setting outside the process, changed for a stage and put back on every way out; only with --allow-system-changes. */
export type SystemChange =
  | { readonly kind: 'write'; readonly path: string; readonly value: string; readonly why: string }
  | { readonly kind: 'memory-cgroup'; readonly limitBytes: number; readonly why: string };

/** What was changed outside the processes: where arms find it, and how it is put back. */
export type ChangedSettings = { readonly cgroup?: string; readonly restore: () => Promise<void> };

/** Changes settings outside the processes, and keeps what they were. */
export interface SettingsKeeper {
  change(changes: readonly SystemChange[]): Promise<Reading<ChangedSettings>>;
}

/** Scenarios run in blocks: every arm once, in random order, each in a fresh process. */
export type ScenarioStage = {
  readonly kind: 'scenarios';
  readonly name: string;
  readonly question: string;
  readonly arms: readonly ScenarioArm[];
  /**
   * The phases whose times are compared between arms (then a control arm, a copy of the first, is in every block, and 12
   * blocks are the fewest that decide); empty where counts decide.
   */
  readonly compare: readonly string[];
  readonly blocks: number;
  /** The most that one trial has resident at once, bytes: refused where the machine has less to spare. */
  readonly memoryBytes: number;
  /** The most that one trial has on disk at once, bytes. */
  readonly diskBytes: number;
  readonly deadlineMs: number;
  readonly changes: readonly SystemChange[];
  /** Takes more than a few seconds: only with --all, or where it is asked for by name. */
  readonly slow: boolean;
  readonly share: number;
};

const counts = v.record(v.string(), v.number());
const texts = v.record(v.string(), v.string());

/** What one scenario read: the answer of the subject. Samples by `sampleColumns` of model/probe.ts. */
export const scenarioReadingsSchema = v.object({
  /** Samples by phase: one for each time that the phase was run. */
  phases: v.record(v.string(), v.array(v.array(v.number()))),
  facts: counts,
  texts,
  /** What this machine does not tell: reasons, by the name of the fact. */
  missing: texts,
  lists: v.record(v.string(), v.array(v.number())),
  /** The call that failed; what was read before it stands. */
  failed: v.exactOptional(v.object({ call: v.string(), errno: v.number(), message: v.string() })),
  /** Why this machine cannot. */
  unavailable: v.exactOptional(v.string()),
});
export type ScenarioReadings = v.InferOutput<typeof scenarioReadingsSchema>;

/** The name under which the control arm is reported. */
export const controlName = 'control';
