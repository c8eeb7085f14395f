/** Gives every record its process, and writes of threads as they come and go. */
import type { CallRecord, SignalRecord } from '../../model/trace.ts';
import { type Birth, ProcessTree } from './process-tree.ts';
import { processRecord, RecordQueue, type StraceRecord, undecidedPid } from './record-queue.ts';

/** More records and threads than ever wait in practice: then every undecided thread is taken for a process of its own. */
const mostWaiting = 65_536;
const mostUndecided = 64;

export class ProcessNaming {
  /** Threads that no clone accounts for, the first of all apart. */
  assumed = 0;
  readonly #tree = new ProcessTree();
  readonly #queue: RecordQueue;
  #any = false;

  constructor(write: (record: StraceRecord) => void) {
    this.#queue = new RecordQueue(write);
  }

  /** A line of the thread was read: where it is new, its arrival is written before anything else of it. */
  hear(tid: number, atNs: number): void {
    if (this.#tree.pidOf(tid) !== undefined || this.#tree.undecided.has(tid)) return;
    const arrival = this.#tree.appeared(tid);
    if (arrival) this.#put(processRecord(arrival));
    else if (this.#tree.undecided.has(tid)) this.#queue.putPlaceholder(tid, atNs);
    else if (this.#any) this.assumed++;
    this.#any = true;
  }

  /** The process of a thread that was heard; `undecidedPid` while it is not known: `put` what has it, it is filled in. */
  pidOf(tid: number): number {
    return this.#tree.pidOf(tid) ?? undecidedPid;
  }

  put(record: CallRecord | SignalRecord): void {
    this.#put(record);
  }

  putUnparsed(atNs: number, text: string): void {
    this.#put({ kind: 'unparsed', atNs, text });
  }

  putExec(tid: number, atNs: number, name: string): void {
    const pid = this.pidOf(tid);
    this.#put({ kind: 'process', atNs, pid, tid, event: 'exec', name });
  }

  /** Of a thread that was heard; of others there is nothing to end. */
  putExit(tid: number, atNs: number): void {
    const pid = this.pidOf(tid);
    if (pid === undecidedPid && !this.#tree.undecided.has(tid)) return;
    this.#put({ kind: 'process', atNs, pid, tid, event: 'exit' });
    if (pid === undecidedPid) return; // it stays known until its process is
    this.#tree.left(tid);
    this.#decide();
  }

  cloneBegan(birth: Birth): void {
    this.#tree.began(birth);
  }

  /** `childTid` null: it failed. */
  cloneEnded(birth: Birth, childTid: number | null): void {
    if (childTid === null) this.#tree.abandoned(birth.parentTid);
    else {
      if (this.#tree.undecided.has(birth.parentTid)) this.#assume();
      const arrival = this.#tree.returned(birth, childTid);
      if (arrival && !this.#queue.fill(arrival)) this.#put(processRecord(arrival));
    }
    this.#decide();
  }

  end(): void {
    this.#assume();
    this.#queue.release();
  }

  #put(record: StraceRecord): void {
    this.#queue.put(record, this.#tree.undecided.size > 0);
    if (this.#queue.length > mostWaiting || this.#tree.undecided.size > mostUndecided) this.#assume();
  }

  /** Settles what can be by now, and lets the records go that waited for it. */
  #decide(): void {
    if (this.#queue.length === 0) return;
    for (const arrival of this.#tree.decidable()) this.#queue.fill(arrival);
    if (this.#tree.undecided.size === 0) this.#queue.release();
  }

  #assume(): void {
    for (const tid of this.#tree.undecided) {
      this.assumed++;
      this.#tree.adopt(tid);
      this.#queue.fill({ tid, pid: tid, parentPid: undefined, thread: false, atNs: 0 });
    }
    this.#queue.release();
  }
}
