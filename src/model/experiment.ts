import type { CellDesign, Design } from './design.ts';
import type { Phase } from './probe.ts';
import type { ScenarioStage } from './scenario.ts';

/** A strategy with its settings, as it stands in an experiment. Several steps run in order in one process. */
export type Arm = {
  /** As printed, and unique within its cell. */
  readonly name: string;
  readonly steps: readonly ArmStep[];
  readonly environment: Readonly<Record<string, string>>;
  /** A library that must take malloc over, as an absolute path. */
  readonly preload?: string;
  readonly thpDisable: boolean;
  /**
   * Runs the step once before the one that counts, in the same process. The only control found for huge pages: memory
   * warmed through base pages is still cold to them (docs/decisions/0004).
   */
  readonly discardFirst: boolean;
};

export type ArmStep = {
  readonly strategy: string;
  readonly pattern: string;
  /** The byte stored, 0 to 255; the same in every arm of a comparison. */
  readonly fill: number;
  /** Of the pages, in millionths; read by the partial patterns. */
  readonly fractionPpm: number;
};

/** One size at which the same arms meet in blocks. The first arm is the reference; the control arm is a copy of it. */
export type Cell = {
  readonly sizeBytes: number;
  readonly arms: readonly Arm[];
  readonly design: CellDesign;
};

/** Arms compared in balanced blocks until the contrasts are decided. */
export type ComparisonStage = {
  readonly kind: 'comparison';
  readonly name: string;
  readonly question: string;
  readonly cells: readonly Cell[];
  /** The phases whose times are added up and compared. */
  readonly measure: readonly Phase[];
  /** Also compare how much the arms' times vary, and whether that grows with size. */
  readonly dispersion: boolean;
  /** Also say of each cell which way to take, and how to get it. */
  readonly advises?: boolean;
  /** Relative weight of this stage in the run's time budget. */
  readonly share: number;
  /** Ends each cell after this many blocks at the latest. */
  readonly maxBlocks: number;
};

/** What is executed around a command's trials, outside their timing; each is a whole argument list. */
export type CommandHooks = {
  /** Once, before anything else of the run. */
  readonly setup?: readonly string[];
  /** Before every execution. */
  readonly prepare?: readonly string[];
  /** After every execution. */
  readonly conclude?: readonly string[];
  /** Once, after everything else of the run. */
  readonly cleanup?: readonly string[];
};

/** Any command as an arm. */
export type CommandArm = {
  /** As printed, and unique within its stage. */
  readonly name: string;
  /** As typed, its parameters filled in. */
  readonly line: string;
  /** What is executed: the first word is searched for in PATH. */
  readonly argv: readonly string[];
  /** The shell that runs the line, or null where it is executed directly. */
  readonly shell: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly hooks: CommandHooks;
};

/** Commands compared in balanced blocks of single executions. The first is the reference; the control is a copy of it. */
export type CommandStage = {
  readonly kind: 'commands';
  readonly name: string;
  readonly question: string;
  readonly commands: readonly CommandArm[];
  /** An absolute path, or null for an empty input. */
  readonly input: string | null;
  /** An absolute path, 'inherit' (the user's own), 'pipe' (read and discarded), or null for /dev/null. */
  readonly output: string | null;
  readonly directory: string;
  /** Exit codes other than 0 that do not end the run: none, all, or these. */
  readonly ignoreFailure: 'none' | 'all' | readonly number[];
  /** Whether the commands are expected to print the same. */
  readonly checkOutput: boolean;
  /** Executions of each command that are not counted, before its first one that is. */
  readonly warmup: number;
  /** Blocks that are run whatever the budget says; 0 for none. */
  readonly minBlocks: number;
  readonly share: number;
  readonly maxBlocks: number;
};

/** Arms whose times say what the kernel's work costs here, in the same blocks as a comparison's, without verdicts. */
export type CalibrationStage = {
  readonly kind: 'calibration';
  readonly name: string;
  readonly question: string;
  /** The arms are named by their roles: see model/calibration.ts. */
  readonly cells: readonly Cell[];
  /** Ends each cell after this many blocks. */
  readonly blocks: number;
  /** Relative weight of this stage in the run's time budget. */
  readonly share: number;
};

/** What is done to the machine's memory before each repetition. */
export type MemoryTreatment = 'as-found' | 'warmed' | 'idle';

/** The same program run several times as it stands, without blocks: descriptive, no verdict. */
export type RepetitionStage = {
  readonly kind: 'repetition';
  readonly name: string;
  readonly question: string;
  readonly arm: Arm;
  readonly sizeBytes: number;
  readonly repetitions: number;
  readonly memory: MemoryTreatment;
};

export type Stage = ComparisonStage | CalibrationStage | RepetitionStage | CommandStage | ScenarioStage;

/** A question with everything that it needs to be put, resolved to the last setting: this is what a run file records. */
export type ExperimentPlan = {
  readonly name: string;
  readonly question: string;
  readonly stages: readonly Stage[];
  /** Of a run of claims: those asked for, by id. Its stages may be enough for others. */
  readonly claims?: readonly string[];
};

/** What a person may change about an experiment; every member has a default in the experiment. */
export type ExperimentSettings = {
  readonly sizesBytes?: readonly number[];
  readonly arms?: readonly Arm[];
  /** In place of the design that the experiment would choose; several for one after another. */
  readonly designs?: readonly Design[];
  /** Without a calibration: nothing is said about why times differ. */
  readonly withoutWhy?: boolean;
};

/** The strategies and patterns that this machine supports, by name. */
export type Capabilities = {
  readonly strategies: readonly string[];
  readonly patterns: readonly string[];
  /** Strategies that only calibrate, and are no way to obtain memory. */
  readonly calibrators: readonly string[];
  /** 0 where the kernel has none. */
  readonly hugePageSizeBytes: number;
  /** Strategies that ask for huge pages. */
  readonly hugeStrategies: readonly string[];
  /** Strategies whose cost depends on what their process did before: malloc keeps and learns. */
  readonly statefulStrategies: readonly string[];
  /** Strategies that cannot be touched chunk by chunk beside others: why, by name. */
  readonly notInterleaved: Readonly<Record<string, string>>;
  /** The most that one fault maps where a region follows the machine's setting for huge pages, in bytes. */
  readonly largestFaultBytes: number;
  readonly pageSizeBytes: number;
  /** Allocator libraries found: name and absolute path. */
  readonly allocators: readonly { readonly name: string; readonly path: string }[];
};

/** A declaration: no I/O, no clock. */
export type Experiment = {
  readonly name: string;
  readonly question: string;
  /** One paragraph for `list` and `--help`: method and what would change our mind. */
  readonly summary: string;
  /** Seconds; the default of `--budget`. */
  readonly budgetSeconds: number;
  /** Touches every arm by every pattern: an arm may not name one. */
  readonly everyPattern?: boolean;
  /** Runs scenarios: its arms are its own, and there is nothing to calibrate. */
  readonly ofScenarios?: true;
  /** Can be run in any design. */
  readonly anyDesign?: boolean;
  readonly plan: (settings: ExperimentSettings, machine: Capabilities) => ExperimentPlan;
};

/** The arms in the order of their numbers: the control arm, a copy of the reference, comes last. */
export function armsWithControl({ arms }: Cell): readonly Arm[] {
  return [...arms, ...arms.slice(0, 1)];
}

/** What one trial of the cell asks for at once, in bytes: all arms and the control arm where they are interleaved. */
export function trialSizeBytes({ sizeBytes, arms, design }: Cell): number {
  return design.kind === 'interleaved' ? sizeBytes * (arms.length + 1) : sizeBytes;
}

function sizesOf(stage: Stage): number[] {
  if (stage.kind === 'commands' || stage.kind === 'scenarios') return [];
  return stage.kind === 'repetition' ? [stage.sizeBytes] : stage.cells.map(trialSizeBytes);
}

/** The largest size that any trial asks for, in bytes; 0 for commands, and scenarios, which are refused one by one. */
export function largestSizeBytes(plan: ExperimentPlan): number {
  return Math.max(0, ...plan.stages.flatMap(sizesOf));
}
