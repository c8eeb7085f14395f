/**
 * The trace file's lines as schemas: the header's is what headers are checked with; those of the records are the format's
 * documentation, exported as JSON Schema, and tests hold the quick checks of trace-record-check.ts against them.
 */
import * as v from 'valibot';
import { callSources, traceFormatVersion } from './trace.ts';

const amount = v.pipe(v.number(), v.minValue(0));
const index = v.pipe(v.number(), v.integer(), v.minValue(0));

function readingOf<T extends v.GenericSchema>(value: T) {
  return v.variant('state', [
    v.object({ state: v.literal('measured'), value }),
    v.object({ state: v.literal('unavailable'), reason: v.string() }),
  ]);
}

/** The first line. */
export const traceHeaderSchema = v.object({
  kind: v.literal('trace'),
  formatVersion: v.literal(traceFormatVersion),
  version: v.string(),
  startedAt: v.string(),
  command: v.array(v.string()),
  settings: v.object({
    source: v.picklist(callSources),
    sourceReason: v.string(),
    price: v.string(),
    callers: v.boolean(),
    faults: v.boolean(),
    kernelFaults: v.boolean(),
    bufferBytes: amount,
    samplesPerSecond: amount,
  }),
  machine: v.object({
    kernel: readingOf(v.string()),
    processor: readingOf(v.string()),
    architecture: v.string(),
    cpus: amount,
    pageSizeBytes: v.pipe(v.number(), v.integer(), v.minValue(512)),
    memoryBytes: readingOf(amount),
  }),
});

const at = { atNs: v.number() };
const thread = { pid: amount, tid: amount };

/** Every later line. */
export const traceRecordSchema = v.variant('kind', [
  v.object({ kind: v.literal('begin'), ...at, pid: amount, realtimeUs: amount }),
  v.object({
    kind: v.literal('call'),
    ...at,
    ...thread,
    name: v.string(),
    arguments: v.array(v.nullable(v.union([v.number(), v.string()]))),
    result: v.nullable(v.number()),
    error: v.exactOptional(v.string()),
    durationNs: v.exactOptional(amount),
    path: v.exactOptional(v.string()),
    caller: v.exactOptional(
      v.object({
        kind: v.picklist(['malloc', 'libc', 'loader', 'program', 'unknown']),
        frame: v.exactOptional(v.string()),
      }),
    ),
  }),
  v.object({
    kind: v.literal('mapping'),
    ...at,
    ...thread,
    start: amount,
    lengthBytes: amount,
    offsetBytes: amount,
    permissions: v.pipe(v.string(), v.length(4)),
    path: v.string(),
  }),
  v.object({
    kind: v.literal('process'),
    ...at,
    ...thread,
    event: v.picklist(['fork', 'thread', 'exec', 'name', 'exit']),
    parentPid: v.exactOptional(amount),
    name: v.exactOptional(v.string()),
  }),
  v.object({
    kind: v.literal('faults'),
    ...at,
    times: v.array(v.number()),
    addresses: v.array(v.number()),
    pointers: v.array(v.number()),
    pointer: v.exactOptional(v.array(index)),
    threads: v.array(v.tuple([amount, amount])),
    thread: v.exactOptional(v.array(index)),
    major: v.exactOptional(v.array(index)),
  }),
  v.object({ kind: v.literal('lost'), ...at, records: amount }),
  v.object({
    kind: v.literal('sample'),
    ...at,
    pid: amount,
    rssBytes: amount,
    pssBytes: amount,
    anonymousBytes: amount,
    anonHugePagesBytes: amount,
    sharedBytes: amount,
    swapBytes: amount,
    lockedBytes: amount,
  }),
  v.object({ kind: v.literal('unparsed'), ...at, text: v.string() }),
  v.object({ kind: v.literal('signal'), ...at, ...thread, signal: v.string() }),
  v.object({ kind: v.literal('event'), ...at, sentence: v.string() }),
  v.object({
    kind: v.literal('symbols'),
    path: v.string(),
    symbols: v.array(v.tuple([amount, v.string()])),
    segments: v.array(v.tuple([v.number(), v.number(), v.number()])),
  }),
  v.object({
    kind: v.literal('end'),
    ...at,
    exitCode: v.nullable(v.pipe(v.number(), v.integer())),
    signal: v.nullable(v.string()),
    usage: v.object({
      userNs: amount,
      systemNs: amount,
      minorFaults: amount,
      majorFaults: amount,
      maxRssBytes: amount,
    }),
    counted: v.nullable(v.object({ minorFaults: amount, majorFaults: amount })),
    recordedFaults: amount,
    lostRecords: amount,
    leftRunning: amount,
  }),
]);
