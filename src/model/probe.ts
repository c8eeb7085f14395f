import type { CommandRequest, CommandUsage, PeakMemory } from './command.ts';
import type { CellDesign } from './design.ts';
import type { Reading } from './reading.ts';
import type { LaunchConditions, ScenarioReadings } from './scenario.ts';

/** The phases of a step, in order. Every sample belongs to one of them. */
export const phases = ['allocate', 'first-touch', 'second-touch', 'release'] as const;
export type Phase = (typeof phases)[number];

/** What stands in a sample, in this order; the probe's `--describe` must agree. */
export const sampleColumns = [
  'durationNs',
  'minorFaults',
  'majorFaults',
  'voluntarySwitches',
  'involuntarySwitches',
  'userNs',
  'systemNs',
] as const;

/** The readings of one phase in one trial, by `sampleColumns`; null where the phase did not run. */
export type Sample = readonly number[] | null;

/** One way to obtain memory, as the probe describes it. `unsupported` says why this machine cannot, else null. */
export type StrategyDescription = {
  readonly name: string;
  readonly summary: string;
  /** What stands behind the region; decides how many faults a touch must take. */
  readonly backing: 'none' | 'anonymous' | 'shmem' | 'hugetlb';
  /** Which page size the strategy asks for. */
  readonly pages: 'default' | 'huge' | 'base' | 'hugetlb';
  /** The faults of the first touch are taken in allocate. */
  readonly populates: boolean;
  /** Goes through malloc: a preloaded allocator replaces it. */
  readonly viaMalloc: boolean;
  /** There can be only one such region at a time. */
  readonly exclusive: boolean;
  /** System calls of allocate that only calibrate; 0, or not there in older run files, for a way to obtain memory. */
  readonly calibrates?: number;
  readonly unsupported: string | null;
};

/** One touch pattern, as the probe describes it. */
export type PatternDescription = {
  readonly name: string;
  readonly summary: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** Touches only the fraction of the pages asked for. */
  readonly partial: boolean;
};

/** One perf_event_open counter; `userOnly` where the kernel's share may not be counted. */
export type PerfCounterDescription = {
  readonly name: string;
  readonly userOnly: boolean;
  readonly unsupported: string | null;
};

/** What can be recorded of a command here: for each thing null, or the attempt, what the kernel answered and why. */
export type RecordingDescription = {
  /** Page faults that user code takes. */
  readonly faults: string | null;
  /** Those too that the kernel takes on its behalf: read() into fresh memory. */
  readonly kernelFaults: string | null;
  /** VMAs as they are made, processes and threads. */
  readonly mappings: string | null;
  /** Memory calls, from tracepoints. */
  readonly calls: string | null;
};

/** What the probe can do on this machine: the answer to `--describe`. Times in nanoseconds, sizes in bytes. */
export type ProbeDescription = {
  readonly protocol: number;
  readonly compiler: string;
  readonly flags: string;
  readonly pageSizeBytes: number;
  /** 0 where the kernel has no PMD-sized huge pages. */
  readonly hugePageSizeBytes: number;
  /** The default hugetlb page size; 0 where the kernel has none. */
  readonly hugetlbPageSizeBytes: number;
  readonly addressSpaceRandomised: boolean;
  readonly strategies: readonly StrategyDescription[];
  readonly patterns: readonly PatternDescription[];
  readonly phases: readonly string[];
  readonly sampleColumns: readonly string[];
  readonly perfCounters: readonly PerfCounterDescription[];
  readonly clock: {
    readonly name: string;
    readonly resolutionNs: number;
    readonly smallestStepNs: number;
    readonly readNs: number;
  };
  /** Absent in files of versions that recorded nothing. */
  readonly recording?: RecordingDescription;
};

/** Which executable measured: recorded in every run, and required to be the same when a run is resumed. */
export type ProbeIdentity = {
  readonly sha256: string;
  readonly compiler: string;
  readonly flags: string;
};

/** One step of a trial: a strategy touched by a pattern. Several steps run one after another in the same process. */
export type StepRequest = {
  readonly strategy: string;
  readonly pattern: string;
  readonly sizeBytes: number;
  /** The byte stored, 0 to 255. */
  readonly fill: number;
  /** Of the pages, for the partial patterns, in millionths. */
  readonly fractionPpm: number;
  readonly secondTouch: boolean;
};

/** How the steps of a trial share its process: the order of each round or chunk comes from the seed. */
export type SharedDesign = Exclude<CellDesign, { kind: 'fresh' }> & { readonly seed: number };

/** One trial: what the supervisor is asked to run in one fresh process. */
export type TrialRequest = {
  readonly steps: readonly StepRequest[];
  /** Without it the steps run once each, one after another. */
  readonly design?: SharedDesign;
  readonly environment: Readonly<Record<string, string>>;
  /** 0 to 4095 bytes of padding in the environment: moves the stack. */
  readonly paddingBytes: number;
  /** The CPU to run on, or -1 for any. */
  readonly cpu: number;
  readonly thpDisable: boolean;
  readonly deadlineMs: number;
  /** Untimed, under full observation: system calls, smaps. */
  readonly witness: boolean;
  /** perf_event_open counters around each phase; they cost a little on every fault. */
  readonly perf: boolean;
  /** A library that must take malloc over, as an absolute path. */
  readonly preload?: string;
};

/** A trial that is another executable: it prints its readings as one line of JSON. */
export type ProgramRequest = {
  readonly program: {
    /** 1 to 128 words; the first is an absolute path. */
    readonly words: readonly string[];
  } & Omit<LaunchConditions, 'thpDisable'>;
  readonly environment: Readonly<Record<string, string>>;
  readonly paddingBytes: number;
  readonly cpu: number;
  readonly thpDisable: boolean;
  readonly deadlineMs: number;
  /** A library for LD_PRELOAD, as an absolute path. */
  readonly preload?: string;
};

/** How a trial ended. Everything but `exit` with code 0 is a recorded result, never an exception. */
export type TrialEnd =
  | { readonly how: 'exit'; readonly code: number }
  | { readonly how: 'signal' | 'oom-kill'; readonly signal: number }
  | { readonly how: 'deadline'; readonly deadlineMs: number }
  | { readonly how: 'refused'; readonly reason: string };

/** Bytes of the whole process after a phase; null where the kernel does not say. */
export type MemoryReading = {
  readonly rssBytes: number | null;
  readonly pssBytes: number | null;
  readonly anonHugeBytes: number | null;
  readonly peakRssBytes: number | null;
};

/** One kind of system call in one phase: how often, and the sum of the lengths asked for (brk: how far it moved). */
export type CallCount = { readonly name: string; readonly count: number; readonly bytes: number };

/** What one step measured. The witness's parts are there only in a witness trial. */
export type StepResult = {
  readonly address: number;
  readonly samples: readonly Sample[];
  readonly perf?: readonly (readonly (number | null)[] | null)[];
  readonly memory?: readonly MemoryReading[];
  readonly region?: string | null;
  readonly failed?: {
    readonly phase: Phase;
    readonly call: string;
    readonly errno: number;
    readonly message: string;
  };
};

/**
 * The single readings of one step in a shared process, by phase: one a round, or one a chunk (first touch of an interleaved
 * step); null for a phase that did not run.
 */
export type StepSeries = {
  readonly ns: readonly (readonly number[] | null)[];
  readonly minorFaults: readonly (readonly number[] | null)[];
  /** Rounds or chunks that were preempted and never waited of themselves: index, and nanoseconds on a CPU. */
  readonly preempted: readonly (readonly (readonly [number, number])[])[];
};

/** Whether a preloaded library really took malloc over. */
export type PreloadReading = {
  readonly mapped: boolean;
  readonly resolves: boolean;
  readonly mallocFrom: string | null;
};

/** Everything that came back for one request. `wallNs` is from before fork to after the exit was collected. */
export type TrialOutcome = {
  readonly end: TrialEnd;
  readonly wallNs: number;
  /** Of a shared process: each step's last round, or the sums over its chunks. */
  readonly steps: readonly StepResult[];
  /** By step; of a shared process only. */
  readonly series?: readonly StepSeries[];
  readonly preload?: PreloadReading;
  /** Of a program's trial only, which has no steps: what it read, where it came to say so. */
  readonly readings?: ScenarioReadings;
  /** By step and phase; in a witness trial only. */
  readonly calls?: Reading<readonly (readonly (readonly CallCount[] | null)[])[]>;
  /** Of a command's trial only, which has no steps, as is the peak, which a witness trial has. */
  readonly usage?: CommandUsage;
  readonly peak?: Reading<PeakMemory>;
};

/** The instrument as the runner sees it. Requests are answered in the order in which they were made. */
export interface Probe {
  readonly description: ProbeDescription;
  readonly identity: ProbeIdentity;
  /** Rejects only when the supervisor is gone: whatever happens to the trial itself is an outcome. */
  runTrial(request: TrialRequest): Promise<TrialOutcome>;
  /** Runs another executable as a trial. Rejects as runTrial does. */
  runProgram(request: ProgramRequest): Promise<TrialOutcome>;
  /** Runs a command once; its outcome has no steps. Rejects as runTrial does. */
  runCommand(request: CommandRequest): Promise<TrialOutcome>;
  /** Ends the supervisor, and with it the trial that runs. */
  close(): Promise<void>;
}
