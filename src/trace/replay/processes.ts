/** The processes of a trace as they come and go. */
import type { CallRecord, ProcessRecord } from '../../model/trace.ts';
import type { ProcessTotals } from '../../model/trace-view.ts';
import { hasFlag } from './call-arguments.ts';
import { makeProcess, type Process } from './process.ts';
import type { Watcher } from './watcher.ts';

/** Processes that ended keep only their totals, and of those no more than so many. */
const mostEnded = 4096;

export class Processes {
  readonly #live = new Map<number, Process>();
  readonly #ended: ProcessTotals[] = [];
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
    return this.#live.get(pid) ?? this.#begin(pid, atNs);
  }

  take(record: ProcessRecord): void {
    const { pid, event, atNs, name, parentPid } = record;
    if (event === 'fork') {
      if (!this.#live.has(pid)) this.#begin(pid, atNs, parentPid);
      return;
    }
    const process = this.of(pid, atNs);
    if (name !== undefined && (event === 'exec' || record.tid === pid)) process.name = name;
    if (event === 'thread') process.threads++;
    if (event === 'exec') this.#exec(process, atNs);
    if (event === 'exit' && --process.threads <= 0) this.#end(process, atNs);
  }

  /** fork and clone say who was made, where no process record did; execve clears. */
  takeCall(call: CallRecord): void {
    const { name, pid, atNs, result, error } = call;
    if (error !== undefined || result === null) return;
    if (name === 'execve' || name === 'execveat') this.#exec(this.of(pid, atNs), atNs);
    const forks = name === 'fork' || name === 'vfork' || (name === 'clone' && !hasFlag(call, 0, 'CLONE_VM'));
    if (forks && result > 0 && !this.#live.has(result)) this.#begin(result, atNs, pid);
  }

  /** The trace is over: processes that are still there end without an end of their own. */
  finish(): ProcessTotals[] {
    const left = [...this.#live.values()].map((process) => {
      for (const watcher of this.#watchers) watcher.ended?.(process, process.space.areas());
      return totalsOf(process);
    });
    return [...this.#ended, ...left].sort((a, b) => a.fromNs - b.fromNs || a.pid - b.pid);
  }

  #begin(pid: number, atNs: number, parentPid?: number): Process {
    const parent = parentPid === undefined ? undefined : this.#live.get(parentPid);
    const process = makeProcess(pid, atNs, this.#pageBytes, parent);
    this.#live.set(pid, process);
    this.#changed(process, atNs);
    return process;
  }

  #exec(process: Process, atNs: number): void {
    process.space.clear(atNs);
    process.sites.clear();
    process.attached.clear();
    process.threads = 1;
    this.#changed(process, atNs);
  }

  #end(process: Process, atNs: number): void {
    process.untilNs = atNs;
    for (const watcher of this.#watchers) watcher.ended?.(process, process.space.areas());
    if (this.#ended.length < mostEnded) this.#ended.push(totalsOf(process));
    this.#live.delete(process.pid);
    this.#changed(process, atNs);
    process.space.release();
    process.sites.clear();
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
    peakMappedBytes: space.peakMappedBytes,
    mappedBytes: space.mappedBytes,
    peakHeapBytes: space.peakHeapBytes,
    heapBytes: space.heapBytes,
    peakMappings: space.peakMappings,
  };
}
