/**
 * Puts what two writers appended into one order of time. The recorder's records (mappings, processes, faults) are in order
 * among themselves, and so are the calls; strace lags behind the recorder by as long as its pipe is. Records wait until the
 * other writer has been heard of for that time, within bounds; what comes later still is counted.
 */
import type {
  CallRecord,
  FaultsRecord,
  MappingRecord,
  ProcessRecord,
  TraceRecord,
} from '../../model/trace.ts';

export type OrderedRecord = CallRecord | MappingRecord | ProcessRecord;

/** What gets the records; `faults` are those of a record from index `from` up to `to`. */
export type InOrder = {
  readonly record: (record: OrderedRecord) => void;
  readonly faults: (batch: FaultBatch, from: number, to: number) => void;
};

/** A record of faults with its columns summed up: absolute times and addresses. */
export type FaultBatch = {
  readonly record: FaultsRecord;
  readonly timesNs: Float64Array;
  readonly addresses: Float64Array;
  /** 1 for a major fault. */
  readonly major: Uint8Array;
};

export function decodeFaults(record: FaultsRecord): FaultBatch {
  const { length } = record.times;
  const timesNs = new Float64Array(length);
  const addresses = new Float64Array(length);
  const major = new Uint8Array(length);
  let [time, address] = [record.atNs, 0];
  for (let index = 0; index < length; index++) {
    time += record.times[index] as number;
    address += record.addresses[index] as number;
    timesNs[index] = time;
    addresses[index] = address;
  }
  for (const index of record.major ?? []) major[index] = 1;
  return { record, timesNs, addresses, major };
}

/** When a call was finished: its effect was there then, and not before it was entered. */
function finishedNs(call: CallRecord): number {
  return call.atNs + (call.durationNs ?? 0);
}

/** Records that may wait for the other writer; 512 faults count as 32 records. */
const mostWaiting = 50_000;
const faultsWeight = 32;

type Recorded = { atNs: number; record: MappingRecord | ProcessRecord } | { batch: FaultBatch; next: number };

/** A queue whose front moves; what has left is dropped now and then. */
class Queue<T> {
  #items: T[] = [];
  #front = 0;

  get head(): T | undefined {
    return this.#items[this.#front];
  }

  push(item: T): void {
    this.#items.push(item);
  }

  shift(): void {
    this.#front++;
    if (this.#front > 1024 && this.#front * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#front);
      this.#front = 0;
    }
  }
}

export class MergeWriters {
  readonly #calls = new Queue<CallRecord>();
  readonly #recorded = new Queue<Recorded>();
  readonly #out: InOrder;
  readonly #waits: boolean;
  #waiting = 0;
  #emittedNs = Number.NEGATIVE_INFINITY;
  /** Records that came after later ones of the other writer had been handed on. */
  late = 0;

  /** `twoWriters`: calls and faults come from different programs. Else the file's order is kept. */
  constructor(twoWriters: boolean, out: InOrder) {
    this.#waits = twoWriters;
    this.#out = out;
  }

  take(record: TraceRecord): void {
    if (record.kind === 'call') this.#calls.push(record);
    else if (record.kind === 'mapping' || record.kind === 'process')
      this.#recorded.push({ atNs: record.atNs, record });
    else if (record.kind === 'faults') this.#recorded.push({ batch: decodeFaults(record), next: 0 });
    else return;
    this.#waiting += record.kind === 'faults' ? faultsWeight : 1;
    if (this.#waits) this.#drain(mostWaiting);
    else this.flush();
  }

  /** Hands everything on that still waits. */
  flush(): void {
    this.#drain(0);
  }

  #drain(mostWaiting: number): void {
    for (;;) {
      const call = this.#calls.head;
      const recorded = this.#recorded.head;
      if (!call && !recorded) return;
      if ((!call || !recorded) && this.#waiting <= mostWaiting) return;
      const callNs = call ? finishedNs(call) : Number.POSITIVE_INFINITY;
      if (recorded && timeOf(recorded) <= callNs) this.#handRecorded(recorded, callNs);
      else if (call) this.#handCall(call, callNs);
    }
  }

  #handCall(call: CallRecord, atNs: number): void {
    this.#calls.shift();
    this.#waiting--;
    this.#noteTime(atNs);
    this.#out.record(call);
  }

  #handRecorded(recorded: Recorded, beforeNs: number): void {
    this.#noteTime(timeOf(recorded));
    if ('record' in recorded) {
      this.#recorded.shift();
      this.#waiting--;
      this.#out.record(recorded.record);
      return;
    }
    const { batch, next } = recorded;
    const { timesNs } = batch;
    let to = next;
    while (to < timesNs.length && (timesNs[to] as number) <= beforeNs) to++;
    this.#out.faults(batch, next, to);
    recorded.next = to;
    if (to < timesNs.length) return;
    this.#recorded.shift();
    this.#waiting -= faultsWeight;
  }

  #noteTime(atNs: number): void {
    if (atNs < this.#emittedNs) this.late++;
    else this.#emittedNs = atNs;
  }
}

function timeOf(recorded: Recorded): number {
  if ('record' in recorded) return recorded.atNs;
  return recorded.batch.timesNs[recorded.next] ?? Number.NEGATIVE_INFINITY;
}
