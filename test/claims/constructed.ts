/** Evidence as tests construct it: arms by stage, trials alike or one by one. */
import type { ArmEvidence, Evidence, EvidenceMachine, TrialEvidence } from '../../src/model/claim.ts';
import { sampleColumns } from '../../src/model/probe.ts';
import type { ScenarioReadings } from '../../src/model/scenario.ts';

type Counts = Partial<Record<(typeof sampleColumns)[number], number>>;

/** What one trial read; whatever is left out is empty. A phase is one sample, or several. */
export type Read = {
  readonly facts?: Readonly<Record<string, number>>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly missing?: Readonly<Record<string, string>>;
  readonly lists?: Readonly<Record<string, readonly number[]>>;
  readonly phases?: Readonly<Record<string, Counts | readonly Counts[]>>;
  readonly failed?: ScenarioReadings['failed'];
  readonly unavailable?: string;
};

function sampleOf(counts: Counts): number[] {
  return sampleColumns.map((column) => counts[column] ?? 0);
}

function readingsOf({
  facts = {},
  texts = {},
  missing = {},
  lists = {},
  phases = {},
  ...rest
}: Read): ScenarioReadings {
  const samples = Object.entries(phases).map(([name, counts]) => [
    name,
    (Array.isArray(counts) ? counts : [counts]).map(sampleOf),
  ]);
  return {
    facts: { ...facts },
    texts: { ...texts },
    missing: { ...missing },
    lists: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, [...list]])),
    phases: Object.fromEntries(samples) as ScenarioReadings['phases'],
    ...(rest.failed ? { failed: rest.failed } : {}),
    ...(rest.unavailable ? { unavailable: rest.unavailable } : {}),
  };
}

/** Trials of an arm, by block; `of` makes each, or all are alike. */
export function trials(count: number, of: Read | ((block: number) => Read)): ArmEvidence {
  const make = (block: number): TrialEvidence => ({
    block,
    end: { how: 'exit', code: 0 },
    readings: readingsOf(typeof of === 'function' ? of(block) : of),
  });
  return { state: 'measured', trials: Array.from({ length: count }, (_, block) => make(block)) };
}

/** Trials that a signal ended: they read nothing. */
export function killed(count: number, how: 'signal' | 'oom-kill' = 'signal', signal = 9): ArmEvidence {
  const make = (block: number): TrialEvidence => ({ block, end: { how, signal }, readings: null });
  return { state: 'measured', trials: Array.from({ length: count }, (_, block) => make(block)) };
}

/** Times of one phase that scatter by a per cent around `ns`. */
export function timesAround(count: number, phase: string, ns: number, more: Read = {}): ArmEvidence {
  return trials(count, (block) => ({
    ...more,
    phases: { ...more.phases, [phase]: { durationNs: Math.round(ns * (1 + 0.01 * ((block % 5) - 2))) } },
  }));
}

const machine: EvidenceMachine = {
  kernel: '6.12.0',
  glibc: '2.36',
  node: '20.19.0',
  architecture: 'x64',
  cpus: 4,
  memoryBytes: 16 * 2 ** 30,
  swapBytes: 0,
  pageSizeBytes: 4096,
  hugePageSizeBytes: 2 * 2 ** 20,
  thpEnabled: 'madvise',
  virtual: true,
};

/** Evidence of stages (`experiment/stage`), each arms by name, or the reason why it is unavailable. */
export function evidence(
  stages: Readonly<Record<string, Readonly<Record<string, ArmEvidence>> | string>>,
  of: Partial<EvidenceMachine> = {},
): Evidence {
  const entries = Object.entries(stages).map(([name, arms]) => [
    name,
    typeof arms === 'string' ? { state: 'unavailable', reason: arms } : { state: 'measured', arms },
  ]);
  return { machine: { ...machine, ...of }, stages: Object.fromEntries(entries) as Evidence['stages'] };
}

/** Four faces of the evidence for one claim. */
export type ClaimCases = {
  readonly supports: Evidence;
  readonly refutes: Evidence;
  /** The evidence is missing in part or whole: unavailable. */
  readonly missing: Evidence;
  /** The treatment was not seen to act: unresolved, and says so. */
  readonly notEngaged: Evidence;
  /** Further evidence that must leave the claim unresolved. */
  readonly undecided?: readonly Evidence[];
};
