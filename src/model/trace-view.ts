/**
 * Everything that is shown of a trace, derived from its file alone: what `--format json` prints and every picture is drawn
 * from. Times count from the launch of the command; bytes are bytes; a value that cannot be had is null, never zero.
 */
import type { TraceHeader, TraceSettings } from './trace.ts';

/** One sentence with the figures behind it, by name; units stand last in the names. */
export type TraceFinding = {
  readonly kind: TraceFindingKind;
  readonly sentence: string;
  readonly figures: Readonly<Record<string, number | string | null>>;
};

export const traceFindingKinds = [
  'never-unmapped',
  'churn',
  'malloc-mmap',
  'malloc-threshold',
  'malloc-trim',
  'failed-calls',
  'mprotect',
  'discarded',
  'many-mappings',
  'huge-pages',
  'locked',
  'resident',
  'witness',
] as const;

export type TraceFindingKind = (typeof traceFindingKinds)[number];

/** Calls of one name. `bytes` is what they asked for; null where the call asks for none. */
export type CallTotals = {
  readonly name: string;
  readonly count: number;
  readonly errors: number;
  readonly bytes: number | null;
  /** From entry to exit, under observation: no price of the call without tracing. Null where the source does not tell. */
  readonly durationNs: number | null;
  /** How many came from where, as stacks say; without stacks all are `unknown`. */
  readonly callers: Readonly<Record<string, number>>;
};

export type ProcessTotals = {
  readonly pid: number;
  readonly name: string | null;
  readonly fromNs: number;
  /** Null where its end was not seen. */
  readonly untilNs: number | null;
  readonly calls: number;
  readonly minorFaults: number;
  readonly majorFaults: number;
  /** The most that was mapped at one time, and what was at the end. */
  readonly peakMappedBytes: number;
  readonly mappedBytes: number;
  /** The program break's own: most, and at the end. */
  readonly peakHeapBytes: number;
  readonly heapBytes: number;
  readonly peakMappings: number;
};

/** A row of one of the tables of faults. */
export type FaultShare = {
  readonly name: string;
  readonly minorFaults: number;
  readonly majorFaults: number;
  /** Pages faulted for the first time in their mapping, in bytes; the rest was faulted again. */
  readonly firstTouchedBytes: number;
};

export type FaultTotals = {
  readonly minorFaults: number;
  readonly majorFaults: number;
  /** Distinct pages of distinct mappings, in bytes of the base page size. */
  readonly firstTouchedBytes: number;
  /**
   * Faults on a page of the same mapping that had been faulted before: copy-on-write, or given up and touched again.
   * Without the calls also a page of a mapping that replaced another unseen.
   */
  readonly againFaults: number;
  /** Taken inside the kernel: `read()` into fresh memory and the like. Null where those were not recorded. */
  readonly kernelFaults: number | null;
  /** At addresses that no known mapping held at that time. */
  readonly outsideFaults: number;
  /** What the address belonged to: heap, stack, anonymous mapping, a file. In falling order of faults. */
  readonly byRegion: readonly FaultShare[];
  /** The file whose code took the fault. */
  readonly byLibrary: readonly FaultShare[];
  /** The function that took the fault, as `function in file`. */
  readonly bySymbol: readonly FaultShare[];
};

/** Equal buckets of time from the launch on. A gauge is the value at the end of a bucket, null before it is known. */
export type Timeline = {
  readonly bucketNs: number;
  readonly mappedBytes: readonly (number | null)[];
  readonly heapBytes: readonly (number | null)[];
  /** Pages touched and not yet given up, as faults and calls tell; null where faults were not recorded. */
  readonly touchedBytes: readonly (number | null)[];
  /** Resident bytes as `smaps_rollup` said, the processes added. */
  readonly residentBytes: readonly (number | null)[];
  readonly calls: readonly number[];
  readonly minorFaults: readonly number[];
  readonly majorFaults: readonly number[];
};

/** A stretch of addresses drawn to one scale: rows from `firstRow` on, `rowBytes` each. */
export type AxisSegment = {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly rowBytes: number;
  /** Addresses between this segment and the next higher one, where no fault was taken; 0 for the highest. */
  readonly gapAboveBytes: number;
  /** What was faulted in it, in falling order of faults. */
  readonly regions: readonly {
    readonly name: string;
    readonly faults: number;
    readonly start: number;
    readonly end: number;
  }[];
};

/** Page faults of one program in one process on a grid: time across, address down (row 0 is the highest address). */
export type FaultRaster = {
  readonly pid: number;
  readonly name: string | null;
  /** Where the first column begins: when the process began, or executed this program. */
  readonly fromNs: number;
  readonly columns: number;
  readonly rows: number;
  readonly columnNs: number;
  readonly segments: readonly AxisSegment[];
  /** [column, row, minor, major] of every cell that has faults, in order of row, then column. */
  readonly cells: readonly (readonly [column: number, row: number, minor: number, major: number])[];
  /** Faults of this process, all of them in the cells. */
  readonly faults: number;
};

/** How the command ended. */
export type TraceEnding = {
  readonly atNs: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly maxRssBytes: number;
  readonly userNs: number;
  readonly systemNs: number;
  readonly leftRunning: number;
};

export type TraceView = {
  readonly firsttouch: string;
  readonly trace: {
    readonly file: string | null;
    readonly startedAt: string;
    readonly command: readonly string[];
    readonly settings: TraceSettings;
    readonly machine: TraceHeader['machine'];
    readonly records: number;
    /** The file ends in a line that was cut off. */
    readonly truncated: boolean;
  };
  /** Null where the file ends before the command did. */
  readonly end: TraceEnding | null;
  /** From the launch to the last record. */
  readonly durationNs: number;
  readonly findings: readonly TraceFinding[];
  /** What was held against what, as sentences. */
  readonly witnesses: readonly TraceFinding[];
  readonly calls: readonly CallTotals[];
  readonly processes: readonly ProcessTotals[];
  /** Null where faults were not recorded. */
  readonly faults: FaultTotals | null;
  readonly timeline: Timeline;
  readonly rasters: readonly FaultRaster[];
  readonly unparsed: { readonly lines: number; readonly examples: readonly string[] };
  readonly events: readonly string[];
};
