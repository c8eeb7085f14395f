/** The processes of a trace as they come and go. */
import type { CallRecord, ProcessRecord } from '../../model/trace.ts';
import type { ProcessTotals } from '../../model/trace-view.ts';
import { hasFlag } from './call-arguments.ts';
import { makeProcess, type Process } from './process.ts';
import type { Watcher } from './watcher.ts';

/** Processes that ended keep only their totals, and of those no more than so many are told. */
const mostEnded = 4096;

export class Processes {
  /** By process id. One that ended stays until another takes its id: a slower writer may still tell of it. */
  readonly #known = new Map<number, Process>();
  readonly #ended: Process[] = [];
  readonly #pageBytes: number;
  readonly #watchers: readonly Watcher[];
  readonly #changed: (process: Process, atNs: number) => void;

  constructor(
    pageBytes: number,
    watchers: readonly Watcher[],
    changed: (process: Process, atNs: number) => void,
  ) {
    this.#pageBytes = pageBytes;
    this.#watchers = watchers;
    this.#changed = changed;
  }

  /** The process, which begins with its first record where nobody said so. */
  of(pid: number, atNs: number): Process {
    return this.#known.get(pid) ?? this.#begin(pid, atNs);
  }

  take(record: ProcessRecord): void {
    const { pid, tid, event, atNs, name, parentPid } = record;
    if (event === 'fork') {
      this.#fork(pid, atNs, parentPid);
      return;
    }
    const process = this.of(pid, atNs);
    if (process.untilNs !== null) return;
    if (name !== undefined && (event === 'exec' || tid === pid)) process.name = name;
    if (event === 'thread') process.threads.add(tid);
    if (event === 'exec') this.#exec(process, atNs);
    if (event === 'exit' && process.threads.delete(tid) && process.threads.size === 0)
      this.#end(process, atNs);
  }

  /**
   * fork and clone say who was made, where no process record did. Of an exec every writer makes a process record: the call itself may
   * return when the new program's mappings are there.
   */
  takeCall(call: CallRecord): void {
    const { name, pid, atNs, result, error } = call;
    if (error !== undefined || result === null) return;
    const forks = name === 'fork' || name === 'vfork' || (name === 'clone' && !hasFlag(call, 0, 'CLONE_VM'));
    if (forks && result > 0) this.#fork(result, atNs, pid);
  }

  /** The trace is over: processes that are still there end without an end of their own. */
  finish(): ProcessTotals[] {
    const left = [...this.#known.values()].filter(({ untilNs }) => untilNs === null);
    for (const process of left) {
      for (const watcher of this.#watchers) watcher.ended?.(process, process.space.areas());
    }
    const totals = [...this.#ended.slice(0, mostEnded), ...left].map(totalsOf);
    return totals.sort((a, b) => a.fromNs - b.fromNs || a.pid - b.pid);
  }

  /** Told by one writer or by both; a process that ended before makes room for another of its id. */
  #fork(pid: number, atNs: number, parentPid: number | undefined): void {
    const known = this.#known.get(pid);
    if (!known || (known.untilNs !== null && known.untilNs < atNs)) this.#begin(pid, atNs, parentPid);
  }

  #begin(pid: number, atNs: number, parentPid?: number): Process {
    const parent = parentPid === undefined ? undefined : this.#known.get(parentPid);
    const process = makeProcess(pid, atNs, this.#pageBytes, parent);
    this.#known.set(pid, process);
    this.#changed(process, atNs);
    return process;
  }

  #exec(process: Process, atNs: number): void {
    // Told again by the other writer: nothing of the new program may go.
    if (process.space.clear(atNs).length > 0) {
      process.programFromNs = atNs;
      for (const watcher of this.#watchers) watcher.replaced?.(process);
    }
    process.sites.clear();
    process.attached.clear();
    process.threads.clear();
    process.threads.add(process.pid);
    this.#changed(process, atNs);
  }

  #end(process: Process, atNs: number): void {
    process.untilNs = atNs;
    for (const watcher of this.#watchers) watcher.ended?.(process, process.space.areas());
    this.#ended.push(process);
    if (this.#ended.length > 2 * mostEnded) this.#forgetOldest();
    this.#changed(process, atNs);
    process.space.release();
    process.sites.clear();
  }

  #forgetOldest(): void {
    for (const old of this.#ended.splice(mostEnded)) {
      if (this.#known.get(old.pid) === old) this.#known.delete(old.pid);
    }
  }
}

function totalsOf({ pid, name, fromNs, untilNs, space, ...counts }: Process): ProcessTotals {
  return {
    pid,
    name,
    fromNs,
    untilNs,
    calls: counts.calls,
    minorFaults: counts.minorFaults,
    majorFaults: counts.majorFaults,
    peakMappedBytes: space.gauges.peakMappedBytes,
    mappedBytes: space.gauges.mappedBytes,
    peakHeapBytes: space.gauges.peakHeapBytes,
    heapBytes: space.gauges.heapBytes,
    peakMappings: space.gauges.peakMappings,
  };
}
