/**
 * Which process a thread belongs to. strace prints thread ids only; what a clone returned, with its flags, says the
 * rest. A child may speak before its parent's clone is printed as returned: then the clones under way decide, and where
 * they disagree the answer waits.
 */

/** More clones are never under way at once, except in a trace that somebody made up. */
const mostBirths = 1024;

/** A clone of one thread. */
export type Birth = { readonly parentTid: number; readonly thread: boolean; readonly atNs: number };

/** A thread that appeared: what to write of it. */
export type Arrival = {
  readonly tid: number;
  readonly pid: number;
  /** Undefined where nobody is known to have made it. */
  readonly parentPid: number | undefined;
  readonly thread: boolean;
  readonly atNs: number;
};

export class ProcessTree {
  readonly #pids = new Map<number, number>();
  /** Begun, not returned, and no child seen; by the thread that made the clone. */
  readonly #births = new Map<number, Birth>();
  /** Children that spoke before their clone returned. */
  readonly #early = new Set<number>();
  readonly #undecided = new Set<number>();

  /** The process of a thread; undefined where it is not known (yet). */
  pidOf(tid: number): number | undefined {
    return this.#pids.get(tid);
  }

  get undecided(): ReadonlySet<number> {
    return this.#undecided;
  }

  /** A thread of which nothing is known becomes the first of a process. */
  adopt(tid: number): void {
    this.#undecided.delete(tid);
    this.#pids.set(tid, tid);
  }

  began(birth: Birth): void {
    if (this.#births.size >= mostBirths) this.#births.delete(this.#births.keys().next().value ?? 0);
    this.#births.set(birth.parentTid, birth);
  }

  /** A thread not known speaks: its arrival; undefined where it has no clone to come from, or (`undecided`) several. */
  appeared(tid: number): Arrival | undefined {
    if (this.#births.size === 0) {
      this.adopt(tid);
      return undefined;
    }
    this.#early.add(tid);
    this.#undecided.add(tid);
    return this.#decide(tid);
  }

  /** A clone returned `childTid`: the child's arrival, unless it was announced before. */
  returned(birth: Birth, childTid: number): Arrival | undefined {
    this.#births.delete(birth.parentTid);
    const early = this.#early.delete(childTid);
    return early && !this.#undecided.has(childTid) ? undefined : this.#settle(childTid, birth);
  }

  /** A clone failed, or its thread is gone. */
  abandoned(parentTid: number): void {
    this.#births.delete(parentTid);
  }

  /** The children whose only possible clone is known by now. */
  decidable(): readonly Arrival[] {
    return [...this.#undecided].flatMap((tid) => this.#decide(tid) ?? []);
  }

  /** The thread ended. */
  left(tid: number): void {
    this.#pids.delete(tid);
    this.#births.delete(tid);
  }

  #pidOfParent(birth: Birth): number {
    return this.#pids.get(birth.parentTid) ?? birth.parentTid;
  }

  /** Where all clones under way say the same of a child, it does not matter whose it is. */
  #decide(tid: number): Arrival | undefined {
    const births = [...this.#births.values()];
    const [first] = births;
    if (!first || births.some((one) => this.#undecided.has(one.parentTid))) return undefined;
    const pid = this.#pidOfParent(first);
    const alike = births.every((one) => one.thread === first.thread && this.#pidOfParent(one) === pid);
    if (!alike) return undefined;
    this.#births.delete(first.parentTid);
    return this.#settle(tid, first);
  }

  #settle(tid: number, birth: Birth): Arrival {
    const parentPid = this.#pidOfParent(birth);
    const pid = birth.thread ? parentPid : tid;
    this.#undecided.delete(tid);
    this.#pids.set(tid, pid);
    return { tid, pid, parentPid, thread: birth.thread, atNs: birth.atNs };
  }
}
