/** TraceView as a schema: the contract of a trace's `--format json`. The words are in trace-view.ts. */
import * as v from 'valibot';
import { traceHeaderSchema } from './trace-format.ts';
import { traceFindingKinds } from './trace-view.ts';

const maybe = v.nullable(v.number());
const { settings, machine } = traceHeaderSchema.entries;

const finding = v.object({
  kind: v.picklist(traceFindingKinds),
  sentence: v.string(),
  figures: v.record(v.string(), v.nullable(v.union([v.number(), v.string()]))),
});

const call = v.object({
  name: v.string(),
  count: v.number(),
  errors: v.number(),
  bytes: maybe,
  durationNs: maybe,
  callers: v.record(v.string(), v.number()),
});

const processTotals = v.object({
  pid: v.number(),
  name: v.nullable(v.string()),
  fromNs: v.number(),
  untilNs: maybe,
  calls: v.number(),
  minorFaults: v.number(),
  majorFaults: v.number(),
  peakMappedBytes: v.number(),
  mappedBytes: v.number(),
  peakHeapBytes: v.number(),
  heapBytes: v.number(),
  peakMappings: v.number(),
});

const shares = v.array(
  v.object({
    name: v.string(),
    minorFaults: v.number(),
    majorFaults: v.number(),
    firstTouchedBytes: v.number(),
  }),
);

const faults = v.object({
  minorFaults: v.number(),
  majorFaults: v.number(),
  firstTouchedBytes: v.number(),
  againFaults: v.number(),
  kernelFaults: maybe,
  outsideFaults: v.number(),
  byRegion: shares,
  byLibrary: shares,
  bySymbol: shares,
});

const timeline = v.object({
  bucketNs: v.number(),
  mappedBytes: v.array(maybe),
  heapBytes: v.array(maybe),
  touchedBytes: v.array(maybe),
  residentBytes: v.array(maybe),
  calls: v.array(v.number()),
  minorFaults: v.array(v.number()),
  majorFaults: v.array(v.number()),
});

const segment = v.object({
  start: v.number(),
  end: v.number(),
  firstRow: v.number(),
  rows: v.number(),
  rowBytes: v.number(),
  gapAboveBytes: v.number(),
  regions: v.array(v.object({ name: v.string(), faults: v.number(), start: v.number(), end: v.number() })),
});

const raster = v.object({
  pid: v.number(),
  name: v.nullable(v.string()),
  fromNs: v.number(),
  columns: v.number(),
  rows: v.number(),
  columnNs: v.number(),
  segments: v.array(segment),
  cells: v.array(v.tuple([v.number(), v.number(), v.number(), v.number()])),
  faults: v.number(),
});

const ending = v.object({
  atNs: v.number(),
  exitCode: maybe,
  signal: v.nullable(v.string()),
  maxRssBytes: v.number(),
  userNs: v.number(),
  systemNs: v.number(),
  leftRunning: v.number(),
});

export const traceViewSchema = v.object({
  firsttouch: v.string(),
  trace: v.object({
    file: v.nullable(v.string()),
    startedAt: v.string(),
    command: v.array(v.string()),
    settings,
    machine,
    records: v.number(),
    truncated: v.boolean(),
  }),
  end: v.nullable(ending),
  durationNs: v.number(),
  findings: v.array(finding),
  witnesses: v.array(finding),
  calls: v.array(call),
  processes: v.array(processTotals),
  faults: v.nullable(faults),
  timeline,
  rasters: v.array(raster),
  unparsed: v.object({ lines: v.number(), examples: v.array(v.string()) }),
  events: v.array(v.string()),
});
