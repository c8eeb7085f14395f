/**
 * The trace file: append-only JSON Lines, a header and then records. Whatever is shown of a trace is derived from this file.
 *
 * Each writer (the recorder, strace, the sampling) appends in the order in which things were finished; two writers may
 * interleave. `atNs` counts from the launch of the command: CLOCK_MONOTONIC, which strace's stamps are brought to.
 */
import type { Reading } from './reading.ts';

/** The version of the file format; rises when a reader of the old one would be wrong. */
export const traceFormatVersion = 1;

/** Who observes the memory calls. `none`: nobody. */
export type CallSource = 'tracepoints' | 'strace' | 'none';

export const callSources: readonly CallSource[] = ['tracepoints', 'strace', 'none'];

export type TraceSettings = {
  readonly source: CallSource;
  /** Why this source and not another, as a sentence. */
  readonly sourceReason: string;
  /** What this source costs a program, as a sentence with figures. */
  readonly price: string;
  /** strace was asked for the stack of each call. */
  readonly callers: boolean;
  readonly faults: boolean;
  /** Whether faults taken inside the kernel (read() into fresh memory) are seen too. */
  readonly kernelFaults: boolean;
  /** Bytes of each CPU's ring buffer. */
  readonly bufferBytes: number;
  /** Readings of `smaps_rollup` a second; 0: none. */
  readonly samplesPerSecond: number;
};

/** The first line. */
export type TraceHeader = {
  readonly kind: 'trace';
  readonly formatVersion: typeof traceFormatVersion;
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly command: readonly string[];
  readonly settings: TraceSettings;
  readonly machine: {
    readonly kernel: Reading<string>;
    readonly processor: Reading<string>;
    readonly architecture: string;
    readonly cpus: number;
    readonly pageSizeBytes: number;
    readonly memoryBytes: Reading<number>;
  };
};

/** When the command was launched: `atNs` is 0 here. Written by the recorder. */
export type BeginRecord = {
  readonly kind: 'begin';
  readonly atNs: 0;
  /** The command's process (behind strace: strace's). */
  readonly pid: number;
  /** The wall clock at that moment, in microseconds since 1970: what strace's stamps are read against. */
  readonly realtimeUs: number;
};

/** Who made a call, where a stack says so. */
export type Caller = {
  /** `malloc`: libc's allocator asked, or one that stands in for it; `libc`: another part of libc; `loader`: ld.so; `program`: its own code or another library. */
  readonly kind: 'malloc' | 'libc' | 'loader' | 'program' | 'unknown';
  /** The innermost frame outside libc and the allocator: `function in file`; absent where there is none. */
  readonly frame?: string;
  /** What that frame called: `malloc`, `pthread_create`, `malloc in /usr/lib/libjemalloc.so.2`; absent for wrappers of the call itself. */
  readonly through?: string;
};

/** One memory call, finished. Arguments are the kernel's, in its order; what is not a number is a string (paths, names). */
export type CallRecord = {
  readonly kind: 'call';
  /** When it was entered; when it returned, where `durationNs` is absent and the source is tracepoints. */
  readonly atNs: number;
  readonly pid: number;
  readonly tid: number;
  /** The system call's name without a prefix: `mmap`, `brk`, `munmap`. */
  readonly name: string;
  readonly arguments: readonly (number | string | null)[];
  /**
   * What it returned; null where it did not return (exit, killed inside). -1 with `error`. Tracepoints of x86-64 tell of returns
   * only: a call that does not return is not there, but the `exit` of its thread is.
   */
  readonly result: number | null;
  /** `ENOMEM` and the like. */
  readonly error?: string;
  /** From entry to exit, under observation; absent where the source does not tell. Not a price without tracing. */
  readonly durationNs?: number;
  /** The file behind a descriptor argument, where strace says so. */
  readonly path?: string;
  readonly caller?: Caller;
};

/** A VMA as the kernel made it: perf's PERF_RECORD_MMAP2. Also written for brk, mprotect and the growth of stacks. */
export type MappingRecord = {
  readonly kind: 'mapping';
  readonly atNs: number;
  readonly pid: number;
  readonly tid: number;
  readonly start: number;
  readonly lengthBytes: number;
  readonly offsetBytes: number;
  /** `rwx` with dashes, then `s` or `p`. */
  readonly permissions: string;
  /** perf's name: a path, `//anon`, `[heap]`, `[stack]`, `[vdso]`, `anon_inode:...`. */
  readonly path: string;
};

/** What happened to a process or thread. */
export type ProcessRecord = {
  readonly kind: 'process';
  readonly atNs: number;
  readonly pid: number;
  readonly tid: number;
  /** `fork`: a new process; `thread`: a new thread; `exec`: another program in it; `name`: it was renamed; `exit`: this thread ended. */
  readonly event: 'fork' | 'thread' | 'exec' | 'name' | 'exit';
  readonly parentPid?: number;
  readonly name?: string;
};

/**
 * Page faults in the order of time, as columns of equal length: element i of each is one fault. Up to 512 in a record.
 */
export type FaultsRecord = {
  readonly kind: 'faults';
  /** When the first was taken. */
  readonly atNs: number;
  /** Nanoseconds since the one before; the first is 0. */
  readonly times: readonly number[];
  /** Bytes from the address before, which may be negative; the first is the address itself. */
  readonly addresses: readonly number[];
  /** The distinct instruction pointers of this record; those of the kernel are rounded to 2^53's precision. */
  readonly pointers: readonly number[];
  /** Indices into `pointers`; absent where there is one pointer only. */
  readonly pointer?: readonly number[];
  /** The distinct [pid, tid] of this record. */
  readonly threads: readonly (readonly [pid: number, tid: number])[];
  /** Indices into `threads`; absent where there is one thread only. */
  readonly thread?: readonly number[];
  /** Indices of the major faults; absent where there are none. */
  readonly major?: readonly number[];
};

/** Records that the ring buffer had no room for, as the kernel counted them. */
export type LostRecord = { readonly kind: 'lost'; readonly atNs: number; readonly records: number };

/** `smaps_rollup` of one process. */
export type SampleRecord = {
  readonly kind: 'sample';
  readonly atNs: number;
  readonly pid: number;
  readonly rssBytes: number;
  readonly pssBytes: number;
  readonly anonymousBytes: number;
  readonly anonHugePagesBytes: number;
  readonly sharedBytes: number;
  readonly swapBytes: number;
  readonly lockedBytes: number;
};

/** A line of strace that was not understood, kept as it came (its first 500 characters). */
export type UnparsedRecord = { readonly kind: 'unparsed'; readonly atNs: number; readonly text: string };

/** A signal that a thread of the command received, or an ending that strace reported. */
export type SignalRecord = {
  readonly kind: 'signal';
  readonly atNs: number;
  readonly pid: number;
  readonly tid: number;
  readonly signal: string;
};

/** Something worth knowing, as a sentence. */
export type TraceEventRecord = { readonly kind: 'event'; readonly atNs: number; readonly sentence: string };

/** Names of instruction pointers that faults were taken at, in one file; appended when the command has ended. */
export type SymbolsRecord = {
  readonly kind: 'symbols';
  readonly path: string;
  /** Address in the file (as its program headers count) and the symbol that covers it. */
  readonly symbols: readonly (readonly [address: number, name: string])[];
  /** Virtual addresses of the file's executable segments against file offsets: what turns a mapped address into a file address. */
  readonly segments: readonly (readonly [fileOffsetBytes: number, lengthBytes: number, address: number])[];
};

/** How the command ended, and what the kernel counted meanwhile. Written by the recorder. */
export type TraceEndRecord = {
  readonly kind: 'end';
  readonly atNs: number;
  /** Exactly one is a number or a name. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** getrusage(RUSAGE_CHILDREN) of the recorder: the command with every child it waited for. */
  readonly usage: {
    readonly userNs: number;
    readonly systemNs: number;
    readonly minorFaults: number;
    readonly majorFaults: number;
    readonly maxRssBytes: number;
  };
  /**
   * What the perf counters themselves say, against which the recorded faults are held; null where faults were not recorded.
   * Pages that the kernel faults in on its own account (MAP_POPULATE, mlock, exec's arguments) are in `usage` but no event.
   */
  readonly counted: {
    readonly minorFaults: number;
    readonly majorFaults: number;
  } | null;
  /** Fault samples written to this file. */
  readonly recordedFaults: number;
  /** Records of any kind that the kernel says it lost; of faults, `counted` less `recordedFaults`. */
  readonly lostRecords: number;
  /** Processes still running when the command ended, which were ended then. */
  readonly leftRunning: number;
};

export type TraceRecord =
  | BeginRecord
  | CallRecord
  | MappingRecord
  | ProcessRecord
  | FaultsRecord
  | LostRecord
  | SampleRecord
  | UnparsedRecord
  | SignalRecord
  | TraceEventRecord
  | SymbolsRecord
  | TraceEndRecord;
