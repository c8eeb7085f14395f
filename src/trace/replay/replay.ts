/**
 * The fold over a trace: one pass in the order of time that keeps live mappings and aggregates, never the records. It gives
 * everything of a TraceView but the rasters, which need to know beforehand where faults will lie: see replay-file.ts.
 */
import type {
  CallRecord,
  MappingRecord,
  TraceEndRecord,
  TraceHeader,
  TraceRecord,
} from '../../model/trace.ts';
import type { FaultRaster, TraceView } from '../../model/trace-view.ts';
import { version } from '../../model/version.ts';
import { applyCall, beginCall } from './call-effects.ts';
import { CallStatistics } from './call-statistics.ts';
import type { FaultBatch } from './fault-batch.ts';
import type { CodeSites } from './fault-sites.ts';
import { FaultCounts, outsideRegion } from './fault-totals.ts';
import { makeWatchers } from './findings/index.ts';
import { MergeWriters, type OrderedRecord } from './merge-writers.ts';
import type { Process } from './process.ts';
import { Processes } from './processes.ts';
import { FaultsByProgram, type ProgramFaults } from './program-faults.ts';
import { Residency } from './residency.ts';
import { TraceTimeline } from './trace-timeline.ts';
import { witnessesOf } from './witnesses.ts';

const mostExamples = 5;
const mostEvents = 50;

/** Where the view comes from, which the records do not say. */
export type ViewedFile = { readonly file: string | null; readonly truncated: boolean };

export class Replay {
  readonly #header: TraceHeader;
  readonly #pageBytes: number;
  readonly #watchers = makeWatchers();
  readonly #faultWatchers = this.#watchers.filter((watcher) => watcher.faulted !== undefined);
  readonly #timeline = new TraceTimeline();
  readonly #residency = new Residency();
  readonly #calls = new CallStatistics();
  readonly #faults: FaultCounts;
  readonly #processes: Processes;
  readonly #merge: MergeWriters;
  readonly #programs = new FaultsByProgram();
  readonly #events: string[] = [];
  readonly #unparsed = { lines: 0, examples: [] as string[] };
  #end: TraceEndRecord | null = null;
  #lost = 0;
  #records = 0;
  #lastNs = 0;

  constructor(header: TraceHeader) {
    this.#header = header;
    this.#pageBytes = header.machine.pageSizeBytes;
    this.#faults = new FaultCounts(this.#pageBytes);
    this.#processes = new Processes(this.#pageBytes, this.#watchers, (process, atNs) =>
      this.#timeline.changed(process, atNs),
    );
    this.#merge = new MergeWriters(header.settings.source === 'strace', {
      record: (record) => this.#ordered(record),
      begun: (call) => beginCall(call, this.#processes.of(call.pid, call.atNs)),
      faults: (batch, from, to) => this.#faulted(batch, from, to),
    });
  }

  take(record: TraceRecord): void {
    this.#records++;
    if (record.kind !== 'symbols' && record.kind !== 'event')
      this.#lastNs = Math.max(this.#lastNs, record.atNs);
    switch (record.kind) {
      case 'call':
      case 'mapping':
      case 'process':
      case 'faults':
        this.#merge.take(record);
        return;
      case 'sample':
        this.#timeline.sample(record);
        this.#residency.sample(record);
        return;
      case 'unparsed':
        this.#unparsed.lines++;
        if (this.#unparsed.examples.length < mostExamples) this.#unparsed.examples.push(record.text);
        return;
      case 'event':
        if (this.#events.length < mostEvents) this.#events.push(record.sentence);
        return;
      case 'symbols':
        this.#faults.learn(record);
        return;
      case 'lost':
        this.#lost += record.records;
        return;
      case 'end':
        this.#end = record;
        return;
      default:
    }
  }

  /** Where each program took its faults: call it once everything is taken. */
  programs(): readonly ProgramFaults[] {
    this.#merge.flush();
    return this.#programs.programs();
  }

  /** Where faults were taken, in which files; call it once everything is taken. */
  codeSites(): CodeSites {
    return this.#faults.codeSites();
  }

  /** The view of all records taken. */
  finish({ file, truncated }: ViewedFile, rasters: readonly FaultRaster[] = []): TraceView {
    this.#merge.flush();
    const { startedAt, command, settings, machine } = this.#header;
    const processes = this.#processes.finish();
    const circumstances = { pageBytes: this.#pageBytes, faults: settings.faults };
    const { minorFaults, majorFaults, outsideFaults } = this.#faults;
    const seen = {
      minorFaults,
      majorFaults,
      outsideFaults,
      lost: this.#lost,
      unparsed: this.#unparsed.lines,
      late: this.#merge.late,
      calls: this.#calls.total,
    };
    const peakSampled = this.#timeline.peakSampledBytes || null;
    return {
      firsttouch: version,
      trace: { file, startedAt, command, settings, machine, records: this.#records, truncated },
      end: endingOf(this.#end),
      durationNs: this.#lastNs,
      findings: [
        ...this.#watchers.flatMap((watcher) => watcher.findings(circumstances)),
        ...this.#residency.findings(settings.samplesPerSecond),
      ],
      witnesses: witnessesOf(settings, this.#end, seen, peakSampled),
      calls: this.#calls.totals(),
      processes,
      faults: settings.faults ? this.#faults.totals(settings.kernelFaults) : null,
      timeline: this.#timeline.timeline(settings.faults, this.#lastNs),
      rasters,
      unparsed: this.#unparsed,
      events: this.#events,
    };
  }

  #ordered(record: OrderedRecord): void {
    if (record.kind === 'process') this.#processes.take(record);
    else if (record.kind === 'mapping') this.#mapped(record);
    else this.#called(record);
  }

  #called(call: CallRecord): void {
    this.#calls.take(call);
    this.#timeline.call(call.atNs);
    const process = this.#processes.of(call.pid, call.atNs);
    process.calls++;
    this.#processes.takeCall(call);
    if (process.untilNs === null) applyCall(call, process, this.#watchers);
    for (const watcher of this.#watchers) watcher.called?.(call, process);
    this.#timeline.changed(process, call.atNs + (call.durationNs ?? 0));
  }

  #mapped(mapping: MappingRecord): void {
    const process = this.#processes.of(mapping.pid, mapping.atNs);
    const { atNs, lengthBytes: sizeBytes } = mapping;
    if (sizeBytes === 0 || process.untilNs !== null) return;
    process.space.told(mapping, { how: 'kernel', atNs, sizeBytes, caller: 'unknown', again: false });
    if (mapping.permissions[2] === 'x') process.sites.clear();
    this.#timeline.changed(process, atNs);
  }

  #faulted({ record, timesNs, addresses, major }: FaultBatch, from: number, to: number): void {
    let process: Process | undefined;
    for (let index = from; index < to; index++) {
      const atNs = timesNs[index] as number;
      const address = addresses[index] as number;
      const isMajor = major[index] === 1;
      const [pid] = record.threads[record.thread?.[index] ?? 0] as readonly [number, number];
      if (process?.pid !== pid) {
        if (process) this.#timeline.changed(process, atNs);
        process = this.#processes.of(pid, atNs);
      }
      const area = process.space.at(address);
      const touch = process.space.pages.touch(address);
      if (isMajor) process.majorFaults++;
      else process.minorFaults++;
      this.#timeline.fault(atNs, isMajor);
      this.#faults.take(
        process,
        area,
        touch,
        record.pointers[record.pointer?.[index] ?? 0] as number,
        isMajor,
      );
      this.#placed(process, atNs, area?.region ?? outsideRegion, address);
      for (const watcher of this.#faultWatchers) watcher.faulted?.(area, touch, process);
      if (atNs > this.#lastNs) this.#lastNs = atNs;
    }
    if (process && to > from) this.#timeline.changed(process, timesNs[to - 1] as number);
  }

  #placed(process: Process, atNs: number, region: string, address: number): void {
    const program = this.#programs.of(process);
    if (!program) return;
    program.extents.take(region, address, this.#pageBytes);
    if (atNs > program.lastNs) program.lastNs = atNs;
  }
}

function endingOf(end: TraceEndRecord | null): TraceView['end'] {
  if (!end) return null;
  const { atNs, exitCode, signal, usage, leftRunning } = end;
  const { maxRssBytes, userNs, systemNs } = usage;
  return { atNs, exitCode, signal, maxRssBytes, userNs, systemNs, leftRunning };
}
