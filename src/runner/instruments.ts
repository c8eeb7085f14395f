/** What a run needs from outside, so that the same runner works on a replay without a clock. */
import type { MachineState } from '../model/machine.ts';
import type { Probe, ProgramRequest } from '../model/probe.ts';
import type { Judge, RunHeader } from '../model/run.ts';
import type { ScenarioArm, ScenarioStage, SettingsKeeper } from '../model/scenario.ts';
import type { Journal } from './journal.ts';
import type { Surroundings } from './resolve-arm.ts';

/** What the progress line shows. */
export type ProgressReport = {
  readonly stage: string;
  readonly doing: string;
  readonly standing: string;
  readonly elapsedMs: number;
  readonly budgetMs: number;
};

export type Instruments = {
  readonly header: RunHeader;
  readonly probe: Probe;
  readonly journal: Pick<Journal, 'append'>;
  readonly judge: Judge;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Resolves after that many milliseconds, or at once when the run is aborted. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Bytes that one trial may ask for now, and how that figure came about. */
  readonly memoryBudget: () => { readonly budgetBytes: number; readonly sentence: string };
  /** The machine as it was when this run, or its resumption, began. */
  readonly before: MachineState;
  readonly machineState: () => MachineState;
  /** An existing folder where scenarios may have files while they run. */
  readonly folder: string;
  /** What is executed for a scenario arm. Throws ArmUnavailable where this machine lacks something that it needs. */
  readonly programOf: (
    arm: ScenarioArm,
    stage: ScenarioStage,
    surroundings: Surroundings,
    paddingBytes: number,
  ) => ProgramRequest;
  /** Missing where no setting outside the processes may be changed. */
  readonly settings?: SettingsKeeper;
  readonly report: (progress: ProgressReport) => void;
  readonly abort: AbortSignal;
};
