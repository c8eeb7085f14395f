/**
 * Puts what two writers appended into one order: that in which things took effect. The recorder's records carry the kernel's
 * time. A call stands in the file when it was finished; what it gave away was free as soon as it was entered, and another
 * thread may have had it since. So records wait for a while, and for the other writer, within bounds; what comes later still
 * is counted.
 */
import type { CallRecord, MappingRecord, ProcessRecord, TraceRecord } from '../../model/trace.ts';
import { hasBeginning } from './call-effects.ts';
import { EarliestFirst } from './earliest-first.ts';
import { decodeFaults, type FaultBatch } from './fault-batch.ts';

export type OrderedRecord = CallRecord | MappingRecord | ProcessRecord;

/** What gets the records; `faults` are those of a record from index `from` up to `to`. */
export type InOrder = {
  readonly record: (record: OrderedRecord) => void;
  /** A call that has an effect when it is entered, and another when it is finished and comes as a record. */
  readonly begun: (call: CallRecord) => void;
  readonly faults: (batch: FaultBatch, from: number, to: number) => void;
};

/** Records that may wait; 16 faults count as one more than their record. */
const mostWaiting = 50_000;
const faultsOfWeightOne = 16;

function weightOf({ timesNs }: FaultBatch): number {
  return 1 + Math.floor(timesNs.length / faultsOfWeightOne);
}
/** A call that lasts longer is put in order by its end. */
const longestWaitNs = 50e6;

type Waiting =
  | { readonly record: OrderedRecord }
  | { readonly begun: CallRecord }
  | { readonly batch: FaultBatch; next: number };

/** Calls that give memory away do so at their beginning, for all that others can tell; others count when they are finished. */
function givesAway({ name }: CallRecord): boolean {
  return name === 'munmap' || name === 'shmdt';
}

/** At one moment: what was made, then what was seen, then what was given away. */
const rank = { made: 0, seen: 1, givenAway: 2 } as const;

export class MergeWriters {
  readonly #waiting = new EarliestFirst<Waiting>();
  readonly #out: InOrder;
  readonly #twoWriters: boolean;
  /** Of each thread, the time of its last call: its own order is never changed. */
  readonly #threads = new Map<number, number>();
  /** How far each writer has come. */
  #callsNs = Number.NEGATIVE_INFINITY;
  #recordedNs = Number.NEGATIVE_INFINITY;
  #weight = 0;
  #emittedNs = Number.NEGATIVE_INFINITY;
  /** Records that came after later ones had been handed on. */
  late = 0;

  /** `twoWriters`: calls and faults come from different programs. */
  constructor(twoWriters: boolean, out: InOrder) {
    this.#twoWriters = twoWriters;
    this.#out = out;
  }

  take(record: TraceRecord): void {
    if (record.kind === 'call') this.#takeCall(record);
    else if (record.kind === 'mapping' || record.kind === 'process') {
      // Where strace is the other writer, both tell of processes: such a record does not say how far the recorder has come.
      if (record.kind === 'mapping' || !this.#twoWriters)
        this.#recordedNs = Math.max(this.#recordedNs, record.atNs);
      this.#put(record.atNs, { record }, 1);
    } else if (record.kind === 'faults') {
      const batch = decodeFaults(record);
      if (batch.timesNs.length === 0) return;
      this.#recordedNs = Math.max(this.#recordedNs, batch.timesNs.at(-1) as number);
      this.#put(record.atNs, { batch, next: 0 }, weightOf(batch));
    } else return;
    const heard = this.#twoWriters
      ? Math.min(this.#callsNs, this.#recordedNs)
      : Math.max(this.#callsNs, this.#recordedNs);
    this.#drain(heard - longestWaitNs, mostWaiting);
  }

  /** Hands everything on that still waits. */
  flush(): void {
    this.#drain(Number.POSITIVE_INFINITY, 0);
  }

  #takeCall(call: CallRecord): void {
    const finishedNs = call.atNs + (call.durationNs ?? 0);
    this.#callsNs = Math.max(this.#callsNs, finishedNs);
    if (hasBeginning(call)) this.#putCall(call.tid, call.atNs, rank.givenAway, { begun: call });
    if (givesAway(call)) this.#putCall(call.tid, call.atNs, rank.givenAway, { record: call });
    else this.#putCall(call.tid, finishedNs, rank.made, { record: call });
  }

  #putCall(tid: number, atNs: number, place: number, one: Waiting): void {
    const before = this.#threads.get(tid) ?? Number.NEGATIVE_INFINITY;
    const effectNs = Math.max(atNs, before + 1);
    this.#threads.set(tid, effectNs);
    this.#waiting.put(effectNs, place, one);
    this.#weight++;
  }

  #put(atNs: number, one: Waiting, weight: number): void {
    this.#waiting.put(atNs, rank.seen, one);
    this.#weight += weight;
  }

  #drain(untilNs: number, mostWeight: number): void {
    for (;;) {
      const atNs = this.#waiting.earliest;
      if (atNs === undefined || (atNs > untilNs && this.#weight <= mostWeight)) return;
      const one = this.#waiting.take() as Waiting;
      if (atNs < this.#emittedNs) this.late++;
      else this.#emittedNs = atNs;
      if (!('batch' in one)) {
        this.#weight--;
        if ('record' in one) this.#out.record(one.record);
        else this.#out.begun(one.begun);
      } else this.#handFaults(one, Math.max(atNs, Math.min(untilNs, this.#waiting.earliest ?? untilNs)));
    }
  }

  #handFaults(one: { readonly batch: FaultBatch; next: number }, beforeNs: number): void {
    const { batch, next } = one;
    const { timesNs } = batch;
    let to = next + 1;
    while (to < timesNs.length && (timesNs[to] as number) <= beforeNs) to++;
    this.#out.faults(batch, next, to);
    one.next = to;
    if (to < timesNs.length) this.#waiting.put(timesNs[to] as number, rank.seen, one);
    else this.#weight -= weightOf(batch);
  }
}
