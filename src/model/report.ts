/**
 * Everything that a report shows, as plain data: made by src/analysis (runs), src/layout and src/trace, put together by the
 * command line, drawn by src/report, and embedded in the page as JSON. Bytes are bytes, times nanoseconds; a value that
 * there is none of is null.
 */
import type { ClaimVerdict } from './claim.ts';
import type { Finding } from './finding.ts';
import type { Layout } from './layout.ts';
import type { LayoutPicture } from './layout-picture.ts';
import type { Phase } from './probe.ts';
import type { EndRecord, NoteRecord, RunHeader } from './run.ts';
import type { TraceView } from './trace-view.ts';

/** Values thinned for drawing: how many of how many are there. Equal where nothing was left out. */
export type Thinned = { readonly drawn: number; readonly of: number };

/** Where nearly all values lie: what is beyond would leave an axis no room for the others. */
export type TypicalRange = { readonly low: number; readonly high: number };

/** An empirical distribution as steps: `share[i]` of the values are `value[i]` or less. Ascending. */
export type Steps = {
  readonly value: readonly number[];
  readonly share: readonly number[];
  readonly thinned: Thinned;
  /** Null where there is no value. */
  readonly typical: TypicalRange | null;
};

/** A part of an arm's time, as counts of what the kernel did times what that costs on this machine; what they leave comes last. */
export type ReportPart = {
  readonly name: string;
  readonly ns: number;
  readonly lowNs: number | null;
  readonly highNs: number | null;
};

/** One arm of one cell, or one command. */
export type ReportArm = {
  readonly name: string;
  /** The identical copy of the reference, always last. */
  readonly isControl: boolean;
  /** Accepted trials, and those refused. */
  readonly n: number;
  readonly refused: number;
  /** Of the measured phases together, with its interval; null where there is no trial (or no interval yet). */
  readonly medianNs: number | null;
  readonly lowNs: number | null;
  readonly highNs: number | null;
  /** Medians by phase, in the order of `phases` of model/probe.ts; null where a phase never ran. Empty for commands. */
  readonly phaseNs: readonly (number | null)[];
  readonly phaseFaults: readonly (number | null)[];
  /** Where the measured time goes; empty where nothing was calibrated, or the counts do not account for most of it. */
  readonly parts: readonly ReportPart[];
  /** Times of the measured phases together, nanoseconds. */
  readonly distribution: Steps;
  /** Median by position in the block, over the median of the arm; null where a position never came. Empty where it has no meaning. */
  readonly byPosition: readonly (number | null)[];
};

/** An arm against the reference, block by block. Ratios, not logarithms. */
export type ReportContrast = {
  readonly arm: string;
  readonly reference: string;
  readonly isControl: boolean;
  /** Median of the paired ratios and its interval as it is reported; an end is null while it is unbounded. */
  readonly ratio: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Pairs: blocks (or processes) with both arms. */
  readonly n: number;
  /** Lag-1 autocorrelation of the log ratios, where it was large enough to widen the interval. */
  readonly autocorrelation: number | null;
  /** Ratios in run order: `pair[i]` counts from 0. Where they are thinned, the most extreme ones stay. */
  readonly points: {
    readonly pair: readonly number[];
    readonly ratio: readonly number[];
    readonly thinned: Thinned;
    readonly typical: TypicalRange | null;
  };
  /** The anytime-valid interval and the median as they stood after n pairs. */
  readonly running: {
    readonly n: readonly number[];
    readonly median: readonly number[];
    readonly low: readonly (number | null)[];
    readonly high: readonly (number | null)[];
  };
};

/** How the reference's own time moved over the run. Pairing takes it out of every ratio, where blocks are short against it. */
export type ReportDrift = {
  readonly arm: string;
  /** Accepted trials of the reference, in spans of so many in run order; the last span may be shorter. */
  readonly n: number;
  readonly spanTrials: number;
  /** Of each span: its first block, and median and quartiles over the median of all. */
  readonly block: readonly number[];
  readonly median: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly typical: TypicalRange | null;
  /** The last span over the first along the line of Theil and Sen, with its interval; null with fewer than ten spans. */
  readonly change: {
    readonly ratio: number;
    readonly low: number | null;
    readonly high: number | null;
  } | null;
};

/** One size at which arms met in blocks; or a stage of commands, which has no size and no phases. */
export type ReportCell = {
  /** Unique within its run. */
  readonly key: string;
  readonly kind: 'memory' | 'commands';
  readonly stage: string;
  readonly question: string;
  readonly sizeBytes: number | null;
  readonly design: 'fresh' | 'in-process' | 'interleaved' | 'command';
  /** Touch pattern of the reference; null for commands. */
  readonly pattern: string | null;
  readonly measure: readonly Phase[];
  /** Of commands: the times are of the wall clock less the waits for a CPU, which a single thread cannot cause. */
  readonly isWithoutWaits: boolean;
  readonly blocks: number;
  /** The reference first, the control arm last. */
  readonly arms: readonly ReportArm[];
  /** Of every arm but the reference, the control's last. */
  readonly contrasts: readonly ReportContrast[];
  /** Null where the reference has no accepted trial. */
  readonly drift: ReportDrift | null;
};

/** What storing every byte of memory that is already there costs: the limit of whatever fills memory. */
export type MemoryBandwidth = {
  /** At the largest size. */
  readonly nsPerByte: number;
  readonly sizeBytes: number;
  /** From which reading. */
  readonly from: 'calibration' | 'second-touch';
  readonly sentence: string;
  /** The fastest reading at every size, ascending: what fits into a cache is faster. */
  readonly bySize: readonly { readonly sizeBytes: number; readonly nsPerByte: number }[];
};

export type ReportClaim = {
  readonly id: string;
  readonly title: string;
  /** The experiment that its evidence comes from. */
  readonly topic: string;
  readonly statement: string;
  readonly source: readonly string[];
  readonly prediction: string;
  readonly mechanism: string;
  readonly caveats: readonly string[];
  readonly needs: readonly string[];
  readonly verdict: ClaimVerdict;
  readonly sentence: string;
  readonly holdsWhere: string | null;
};

/** Trials of one arm refused for one kind of reason. */
export type ReportRefusal = {
  readonly stage: string;
  readonly arm: string;
  readonly sizeBytes: number | null;
  readonly kind: string;
  readonly n: number;
  /** Of the first of them. */
  readonly example: string;
};

/** What speaks for a run or against it, beside its findings. */
export type ReportTrust = {
  /** A run of commands or of scenarios counts those that it refuses without telling why: `refused` of the run may be more. */
  readonly refusals: readonly ReportRefusal[];
  readonly events: readonly NoteRecord[];
  /** Of the time of all CPUs during the run, what the hypervisor gave to others; null where it cannot be known. */
  readonly stealShare: number | null;
  /** Of the time of the run, that during which a task waited for a CPU; null where it cannot be known. */
  readonly waitedShare: number | null;
};

/** The run file beside which the report was written. */
export type ReportFile = {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Why its text is not in the page; null where it is. */
  readonly left: string | null;
};

export type ReportRun = {
  /** Unique on the page: a letter where there are several, else empty. */
  readonly letter: string;
  readonly file: ReportFile;
  readonly header: RunHeader;
  /** Null where the run was killed. */
  readonly end: EndRecord | null;
  /** The file ends in a line that was cut off and left out. */
  readonly truncated: boolean;
  readonly trials: number;
  readonly refused: number;
  readonly findings: readonly Finding[];
  readonly cells: readonly ReportCell[];
  readonly bandwidth: MemoryBandwidth | null;
  readonly claims: readonly ReportClaim[];
  readonly trust: ReportTrust;
};

/** Two of the runs, the second over the first. */
export type RunPair = {
  /** Letters of the runs. */
  readonly first: string;
  readonly second: string;
  /** What of machine and settings differs: the values of both. */
  readonly differences: readonly { readonly what: string; readonly first: string; readonly second: string }[];
  /** Other sentences about what moved between them. */
  readonly remarks: readonly string[];
  /** Of kind `between-runs`. Empty where they have nothing in common. */
  readonly findings: readonly Finding[];
};

/** The address space of one process, arranged in pixels. */
export type ReportLayout = {
  readonly title: string;
  /** Of the run that recorded it; empty for a layout by itself. */
  readonly letter: string;
  /** What is drawn stands in the picture: a process may have sixty thousand regions. */
  readonly layout: Omit<Layout, 'items'>;
  /** Groups of its rows are without their items. */
  readonly picture: LayoutPicture;
};

export type Report = {
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly writtenAt: string;
  /** The command that wrote it. */
  readonly command: readonly string[];
  readonly runs: readonly ReportRun[];
  /** The first run against each other one. */
  readonly pairs: readonly RunPair[];
  readonly layouts: readonly ReportLayout[];
  readonly traces: readonly TraceView[];
  /** Every arm on the page, in the order of its first appearance: an arm keeps its colour through all charts. */
  readonly arms: readonly string[];
};
