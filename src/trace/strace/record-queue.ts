/**
 * The way out for records. It holds back the last line's (its stack may follow), and everything while it is not known
 * which process a thread belongs to.
 */
import type { CallRecord, ProcessRecord, SignalRecord, UnparsedRecord } from '../../model/trace.ts';
import type { Arrival } from './process-tree.ts';

/** What strace can say. */
export type StraceRecord = CallRecord | ProcessRecord | SignalRecord | UnparsedRecord;

type Writable<T> = T extends unknown ? { -readonly [K in keyof T]: T[K] } : never;

/** Stands in records for a process that is not known yet. */
export const undecidedPid = -1;

export function processRecord(arrival: Arrival): ProcessRecord {
  const { atNs, pid, tid, parentPid, thread } = arrival;
  const record: ProcessRecord = { kind: 'process', atNs, pid, tid, event: thread ? 'thread' : 'fork' };
  return parentPid === undefined ? record : { ...record, parentPid };
}

export class RecordQueue {
  readonly #write: (record: StraceRecord) => void;
  /** In their order, from the first that waits for a process. */
  #waiting: StraceRecord[] = [];

  constructor(write: (record: StraceRecord) => void) {
    this.#write = write;
  }

  get length(): number {
    return this.#waiting.length;
  }

  put(record: StraceRecord, wait: boolean): void {
    if (wait || this.#waiting.length > 0) this.#waiting.push(record);
    else this.#write(record);
  }

  /** The place in the order of a thread whose arrival will be known later. */
  putPlaceholder(tid: number, atNs: number): void {
    this.#waiting.push({ kind: 'process', atNs, pid: undecidedPid, tid, event: 'fork' });
  }

  /** Fills the arrival in where its place was kept; false where there is none. */
  fill(arrival: Arrival): boolean {
    let found = false;
    for (const [i, record] of this.#waiting.entries()) {
      if (record.kind === 'unparsed' || record.tid !== arrival.tid || record.pid !== undecidedPid) continue;
      if (record.kind === 'process' && record.parentPid === undefined && record.event === 'fork') {
        this.#waiting[i] = processRecord(arrival);
        found = true;
      } else (record as Writable<typeof record>).pid = arrival.pid;
    }
    return found;
  }

  /** Lets everything go. */
  release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const record of waiting) this.#write(record);
  }
}
