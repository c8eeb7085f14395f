/** Traces written by hand: a header, and records with what matters given and the rest as usual. */
import { measured, unavailable } from '../../src/model/reading.ts';
import type {
  CallRecord,
  FaultsRecord,
  MappingRecord,
  ProcessRecord,
  SampleRecord,
  TraceEndRecord,
  TraceHeader,
  TraceRecord,
  TraceSettings,
} from '../../src/model/trace.ts';
import type { TraceView } from '../../src/model/trace-view.ts';
import { Replay } from '../../src/trace/index.ts';

export const PAGE = 4096;
export const MIB: number = 2 ** 20;
export const PID = 100;
export const MAP_PRIVATE_ANONYMOUS = 0x22;

export function header(settings: Partial<TraceSettings> = {}): TraceHeader {
  return {
    kind: 'trace',
    formatVersion: 1,
    version: '0.1.0',
    startedAt: '2026-11-23T10:00:00.000Z',
    command: ['./program', 'one', 'two words'],
    settings: {
      source: 'tracepoints',
      sourceReason: 'tracepoints can be read here',
      price: 'tracepoints cost a program that makes little else than memory calls a fifth of its time',
      callers: false,
      faults: true,
      kernelFaults: true,
      bufferBytes: 2 ** 20,
      samplesPerSecond: 10,
      ...settings,
    },
    machine: {
      kernel: measured('6.18.0'),
      processor: unavailable('not read in this test'),
      architecture: 'x64',
      cpus: 2,
      pageSizeBytes: PAGE,
      memoryBytes: measured(16 * 2 ** 30),
    },
  };
}

export function call(
  atNs: number,
  name: string,
  list: CallRecord['arguments'],
  result: number | null,
  parts: Partial<CallRecord> = {},
): CallRecord {
  return { kind: 'call', atNs, pid: PID, tid: PID, name, arguments: list, result, durationNs: 10, ...parts };
}

export function mmap(
  atNs: number,
  start: number,
  sizeBytes: number,
  parts: Partial<CallRecord> = {},
): CallRecord {
  return call(atNs, 'mmap', [0, sizeBytes, 3, MAP_PRIVATE_ANONYMOUS, -1, 0], start, parts);
}

export function munmap(
  atNs: number,
  start: number,
  sizeBytes: number,
  parts: Partial<CallRecord> = {},
): CallRecord {
  return call(atNs, 'munmap', [start, sizeBytes], 0, parts);
}

export function brk(atNs: number, to: number, result = to): CallRecord {
  return call(atNs, 'brk', [to], result);
}

export function mapping(
  atNs: number,
  start: number,
  lengthBytes: number,
  path: string,
  parts: Partial<MappingRecord> = {},
): MappingRecord {
  const usual = { pid: PID, tid: PID, offsetBytes: 0, permissions: 'rw-p' };
  return { kind: 'mapping', atNs, start, lengthBytes, path, ...usual, ...parts };
}

/** Faults at [time, address], all of one thread and one instruction pointer. */
export function faults(
  list: readonly (readonly [atNs: number, address: number])[],
  parts: Partial<FaultsRecord> = {},
): FaultsRecord {
  const deltas = (column: 0 | 1): number[] =>
    list.map((one, index) => one[column] - (index === 0 ? 0 : (list[index - 1]?.[column] ?? 0)));
  const times = deltas(0);
  return {
    kind: 'faults',
    atNs: times[0] ?? 0,
    times: [0, ...times.slice(1)].slice(0, list.length),
    addresses: deltas(1),
    pointers: [0x1000],
    threads: [[PID, PID]],
    ...parts,
  };
}

export function processRecord(
  atNs: number,
  event: ProcessRecord['event'],
  parts: Partial<ProcessRecord> = {},
): ProcessRecord {
  return { kind: 'process', atNs, pid: PID, tid: PID, event, ...parts };
}

export function sample(atNs: number, rssBytes: number): SampleRecord {
  const rest = { pssBytes: rssBytes, anonymousBytes: rssBytes, anonHugePagesBytes: 0, sharedBytes: 0 };
  return { kind: 'sample', atNs, pid: PID, rssBytes, ...rest, swapBytes: 0, lockedBytes: 0 };
}

export function end(atNs: number, parts: Partial<TraceEndRecord> = {}): TraceEndRecord {
  return {
    kind: 'end',
    atNs,
    exitCode: 0,
    signal: null,
    usage: { userNs: 1e6, systemNs: 1e6, minorFaults: 0, majorFaults: 0, maxRssBytes: 4 * MIB },
    counted: { minorFaults: 0, majorFaults: 0 },
    recordedFaults: 0,
    lostRecords: 0,
    leftRunning: 0,
    ...parts,
  };
}

/** The view of these records. */
export function replayed(records: readonly TraceRecord[], settings: Partial<TraceSettings> = {}): TraceView {
  const replay = new Replay(header(settings));
  for (const record of records) replay.take(record);
  return replay.finish({ file: null, truncated: false });
}

/** The sentences of one kind of finding. */
export function sentencesOf(view: TraceView, kind: string): string[] {
  return [...view.findings, ...view.witnesses]
    .filter((finding) => finding.kind === kind)
    .map(({ sentence }) => sentence);
}
