/**
 * A trace in the Trace Event Format, which Perfetto and chrome://tracing open: calls as slices of their threads, what happened
 * to processes as instants, memory and faults as counters. Times are microseconds from the launch. Written piece by piece
 * from the records, so that its length does not matter. Source: "Trace Event Format", Google, 2016.
 */
import type { CallRecord, ProcessRecord, SignalRecord, TraceRecord } from '../model/trace.ts';
import type { Timeline, TraceView } from '../model/trace-view.ts';

type TraceEvent = Readonly<Record<string, unknown>>;

const pieceCharacters = 1 << 16;

const toUs = (ns: number): number => ns / 1000;

function address(value: number | string | null): string | number | null {
  return typeof value === 'number' && value >= 2 ** 32 ? `0x${value.toString(16)}` : value;
}

function callEvent(call: CallRecord): TraceEvent {
  const { name, pid, tid, atNs, durationNs, result, error, path, caller } = call;
  return {
    ph: 'X',
    cat: 'memory',
    name,
    pid,
    tid,
    ts: toUs(atNs),
    dur: toUs(durationNs ?? 0),
    args: {
      arguments: call.arguments.map(address),
      result: error ?? address(result),
      ...(path === undefined ? {} : { path }),
      ...(caller === undefined ? {} : { caller: caller.frame ?? caller.kind }),
    },
  };
}

function instant(record: ProcessRecord | SignalRecord): TraceEvent {
  const { pid, tid, atNs } = record;
  const name = record.kind === 'signal' ? record.signal : record.event;
  const what = record.kind === 'process' && record.name !== undefined ? { name: record.name } : {};
  return { ph: 'i', cat: record.kind, s: 'p', name, pid, tid, ts: toUs(atNs), args: what };
}

type Counter = readonly [name: string, unit: string, values: readonly (number | null)[]];

/** Gauges at the end of their bucket; rates where it begins. A counter that does not change is written once. */
function* counterEvents(timeline: Timeline, pid: number): Generator<TraceEvent> {
  const { bucketNs } = timeline;
  const perSecond = (counts: readonly number[]): number[] => counts.map((count) => (count * 1e9) / bucketNs);
  const counters: readonly Counter[] = [
    ['mapped', 'bytes', timeline.mappedBytes],
    ['heap', 'bytes', timeline.heapBytes],
    ['touched', 'bytes', timeline.touchedBytes],
    ['resident', 'bytes', timeline.residentBytes],
    ['minor faults', 'per second', perSecond(timeline.minorFaults)],
    ['major faults', 'per second', perSecond(timeline.majorFaults)],
  ];
  for (const [name, unit, values] of counters) {
    const isGauge = unit === 'bytes';
    let last: number | null = null;
    for (const [bucket, value] of values.entries()) {
      if (value === null || value === last) continue;
      last = value;
      const ts = toUs((bucket + (isGauge ? 1 : 0)) * bucketNs);
      yield { ph: 'C', name, pid, tid: 0, ts, args: { [unit]: value } };
    }
  }
}

/** Takes the records of the trace that `view` shows, and hands text on in pieces; `end` writes what comes last. */
export class ChromeTrace {
  readonly #write: (text: string) => void;
  readonly #threads = new Set<number>();
  #held = '';
  #first = true;

  constructor(view: TraceView, write: (text: string) => void) {
    this.#write = write;
    const { command, startedAt } = view.trace;
    const otherData = { firsttouch: view.firsttouch, command: command.join(' '), startedAt };
    this.#held = `{"displayTimeUnit":"ns","otherData":${JSON.stringify(otherData)},"traceEvents":[\n`;
    for (const { pid, name } of view.processes) {
      if (name !== null) this.#put({ ph: 'M', name: 'process_name', pid, tid: pid, args: { name } });
    }
    const pid = view.processes[0]?.pid ?? 0;
    for (const event of counterEvents(view.timeline, pid)) this.#put(event);
  }

  take(record: TraceRecord): void {
    if (record.kind === 'call') {
      this.#nameThread(record.pid, record.tid);
      this.#put(callEvent(record));
    } else if (record.kind === 'signal') this.#put(instant(record));
    else if (record.kind === 'process' && record.event !== 'name') this.#put(instant(record));
  }

  end(): void {
    this.#held += '\n]}\n';
    this.#flush();
  }

  #nameThread(pid: number, tid: number): void {
    if (this.#threads.has(tid)) return;
    this.#threads.add(tid);
    const name = tid === pid ? 'main thread' : `thread ${tid}`;
    this.#put({ ph: 'M', name: 'thread_name', pid, tid, args: { name } });
  }

  #put(event: TraceEvent): void {
    this.#held += `${this.#first ? '' : ',\n'}${JSON.stringify(event)}`;
    this.#first = false;
    if (this.#held.length > pieceCharacters) this.#flush();
  }

  #flush(): void {
    this.#write(this.#held);
    this.#held = '';
  }
}
