/** Everything that the runner needs from outside, without a clock, a process or a file. */
import type { ExperimentPlan } from '../../src/model/experiment.ts';
import type { ProgramRequest, TrialOutcome } from '../../src/model/probe.ts';
import { Problem } from '../../src/model/problem.ts';
import type { EndRecord, Judge, RunRecord, RunSettings, TrialRecord } from '../../src/model/run.ts';
import type { SettingsKeeper } from '../../src/model/scenario.ts';
import type { Instruments } from '../../src/runner/index.ts';
import { RunProgress, runPlan } from '../../src/runner/index.ts';
import { headerOf, machineState } from '../analysis/fixture.ts';
import { type Answer, outcomeOf, ReplayProbe } from '../replay-probe.ts';

/** Decides each cell once `blocks` blocks of it are complete. */
export class BlockCountJudge implements Judge {
  readonly #blocks: number;
  readonly #seen = new Map<string, Set<number>>();

  constructor(blocks = Number.POSITIVE_INFINITY) {
    this.#blocks = blocks;
  }

  add(record: RunRecord): void {
    if (record.kind !== 'trial' || record.role !== 'timed') return;
    const key = `${record.stage}/${record.cell}`;
    this.#seen.set(key, (this.#seen.get(key) ?? new Set()).add(record.block));
  }

  isDecided(stage: number, cell: number): boolean {
    return (this.#seen.get(`${stage}/${cell}`)?.size ?? 0) >= this.#blocks;
  }

  standing(): string {
    return '';
  }
}

export type ReplayOptions = {
  readonly settings?: Partial<RunSettings>;
  readonly judge?: Judge;
  readonly answer?: Answer;
  /** What each trial takes on the fake clock. */
  readonly trialMs?: number;
  readonly budgetBytes?: number;
  /** Called before each record is kept; may throw. */
  readonly beforeAppend?: (record: RunRecord, number: number) => void;
  readonly abort?: AbortController;
  /** Where scenarios may have files. */
  readonly folder?: string;
  readonly programOf?: Instruments['programOf'];
  readonly keeper?: SettingsKeeper;
  /** Answers programs. */
  readonly program?: (request: ProgramRequest) => TrialOutcome;
  /** Already in the run's file. */
  readonly earlier?: readonly RunRecord[];
};

/** The arm's name in place of an executable. */
const programOfWords: Instruments['programOf'] = (arm, stage, { cgroup = '' }, paddingBytes) => ({
  program: { words: ['/subject', arm.name, cgroup] },
  environment: {},
  paddingBytes,
  cpu: -1,
  thpDisable: false,
  deadlineMs: stage.deadlineMs,
});

export class ReplayedRun {
  readonly probe: ReplayProbe;
  readonly records: RunRecord[] = [];
  /** Milliseconds slept, and the number of requests made before it. */
  readonly sleeps: { readonly ms: number; readonly after: number }[] = [];
  /** Every program that was really run, in order. */
  readonly programs: ProgramRequest[] = [];
  readonly instruments: Instruments;
  nowMs = 5_000;
  readonly #progress = new RunProgress();

  constructor(plan: ExperimentPlan, options: ReplayOptions = {}) {
    const answer = options.answer ?? ((request) => outcomeOf(request, 100_000));
    this.probe = new ReplayProbe((request, number) => {
      this.nowMs += options.trialMs ?? 1;
      return answer(request, number);
    });
    const { program } = options;
    if (program) {
      this.probe.runProgram = async (request) => {
        this.programs.push(request);
        this.nowMs += options.trialMs ?? 1;
        return program(request);
      };
    }
    const judge = options.judge ?? new BlockCountJudge();
    for (const record of options.earlier ?? []) {
      judge.add(record);
      this.#progress.add(record);
    }
    this.instruments = {
      header: headerOf(plan, options.settings),
      probe: this.probe,
      judge,
      folder: options.folder ?? '/nonexistent',
      programOf: options.programOf ?? programOfWords,
      ...(options.keeper ? { settings: options.keeper } : {}),
      journal: {
        append: (record) => {
          options.beforeAppend?.(record, this.records.length);
          this.records.push(record);
        },
      },
      now: () => this.nowMs,
      sleep: async (ms) => {
        this.sleeps.push({ ms, after: this.probe.requests.length });
        this.nowMs += ms;
      },
      memoryBudget: () => ({ budgetBytes: options.budgetBytes ?? 2 ** 40, sentence: 'a test said so' }),
      before: machineState,
      machineState: () => machineState,
      report: () => undefined,
      abort: (options.abort ?? new AbortController()).signal,
    };
  }

  run(): Promise<{ readonly end: EndRecord; readonly problem?: Problem }> {
    return runPlan(this.instruments, this.#progress);
  }

  /** The trials in the journal, of one role where given. */
  trials(role?: TrialRecord['role']): TrialRecord[] {
    return this.records.filter(
      (record): record is TrialRecord => record.kind === 'trial' && (!role || record.role === role),
    );
  }
}

/** The timed trials by stage, cell and block, each block in the order in which it ran. */
export function blocksOf(trials: readonly TrialRecord[]): Map<string, TrialRecord[]> {
  const blocks = new Map<string, TrialRecord[]>();
  for (const trial of trials) {
    if (trial.role !== 'timed') continue;
    const key = `${trial.stage}/${trial.cell}/${trial.block}`;
    blocks.set(key, [...(blocks.get(key) ?? []), trial]);
  }
  return blocks;
}

/** The arms of a block, in ascending order. */
export function armsOf(block: readonly TrialRecord[]): number[] {
  return block.map((trial) => trial.arm).toSorted((a, b) => a - b);
}

export const lostSupervisor: Problem = new Problem(
  'supervisor-lost',
  'the supervisor is gone',
  'try again',
  3,
);
