/** strace's output into records, as it comes: strict, total and in one pass. */

import { type PrintedCall, parseCall } from './call-text.ts';
import { callerOf } from './caller.ts';
import { asksForThread, makesChild } from './clone-call.ts';
import { parseEnding } from './ending-line.ts';
import { LineHead } from './line-head.ts';
import { LineSplitter } from './line-splitter.ts';
import { ProcessNaming } from './process-naming.ts';
import type { StraceRecord } from './record-queue.ts';
import { isStackLine, type StackFrame, stackFrame } from './stack-frame.ts';
import { cutShort, firstPart, joinParts, secondPart, type UnfinishedCall } from './unfinished-calls.ts';

/** What became of the lines. Once the parser has ended, the last five add up to the first. */
export type LineCounts = {
  lines: number;
  /** Lines that gave a record of a call, a signal or an ending. */
  recordLines: number;
  /** First parts of calls whose second part gave the record. */
  mergedLines: number;
  /** Frames of `-k`. */
  stackLines: number;
  /** What strace says of itself: that it attached to a thread, that it stopped, that its last call was missed. */
  noteLines: number;
  /** Lines not understood; each is an UnparsedRecord. */
  unparsedLines: number;
};

export type StraceParserOptions = {
  /** The wall clock in microseconds since 1970 at which `atNs` is 0: the trace's `begin.realtimeUs`. */
  readonly realtimeUs: number;
  /** The thread of lines that name none (strace without -f). */
  readonly pid?: number;
  readonly onRecord: (record: StraceRecord) => void;
};

const unparsedLength = 500;
const note =
  /^(?:strace: Process \d+ (?:attached|detached)(?: .*)?|(?:strace: )?\[ Process PID=\d+ runs in [\w ]+ mode\. \]|\?\?\?\( *\) += \?)$/;
/** Their stacks are walked in the new program, or in none. */
const withoutCaller = /^(execve|execveat|exit|exit_group)$/;

/** Feed it with `push`, at any boundary, then call `end`. It throws nothing: what it does not understand it hands on as such. */
export class StraceParser {
  readonly counts: LineCounts = {
    lines: 0,
    recordLines: 0,
    mergedLines: 0,
    stackLines: 0,
    noteLines: 0,
    unparsedLines: 0,
  };
  readonly #splitter = new LineSplitter((line) => this.#takeLine(line));
  readonly #head: LineHead;
  readonly #naming: ProcessNaming;
  readonly #unfinished = new Map<number, UnfinishedCall>();
  /** The last call, while frames of its stack may follow. */
  #held:
    | { readonly tid: number; readonly call: PrintedCall; readonly text: string; readonly atNs: number }
    | undefined;
  #frames: StackFrame[] = [];

  constructor({ realtimeUs, pid = 0, onRecord }: StraceParserOptions) {
    this.#head = new LineHead(realtimeUs, pid);
    this.#naming = new ProcessNaming(onRecord);
  }

  /** Threads whose process nothing told: each was taken for a process of its own. */
  get assumedProcesses(): number {
    return this.#naming.assumed;
  }

  push(chunk: Uint8Array | string): void {
    this.#splitter.push(chunk);
  }

  /** The trace is over: what was begun and not finished comes out now. */
  end(): LineCounts {
    this.#splitter.end();
    this.#letGo();
    for (const first of this.#unfinished.values()) this.#cutShort(first);
    this.#naming.end();
    return this.counts;
  }

  #takeLine(line: string): void {
    this.counts.lines++;
    if (isStackLine(line)) {
      this.counts.stackLines++;
      if (this.#held) this.#frames.push(stackFrame(line));
      return;
    }
    this.#letGo();
    this.#head.read(line);
    const body = line.slice(this.#head.bodyStart).trimEnd();
    if (note.test(body)) this.counts.noteLines++;
    else if (!this.#takeBody(body, line)) this.#putUnparsed(line);
  }

  /** False where the line is not understood. */
  #takeBody(body: string, line: string): boolean {
    const { tid, atNs } = this.#head;
    const c = body.charCodeAt(0);
    if (c === 45 || c === 43) return this.#takeEnding(body);
    if (c === 60) return this.#takeSecondPart(body);
    const first = firstPart(body);
    if (first === undefined) return this.#takeCall(tid, atNs, body);
    this.#naming.hear(tid, atNs);
    this.#rejectUnfinished(tid);
    const [text, copy] = [
      Buffer.from(first).toString(),
      Buffer.from(line.slice(0, unparsedLength)).toString(),
    ];
    this.#unfinished.set(tid, { tid, atNs, text, line: copy });
    if (makesChild(text.slice(0, text.indexOf('(')))) {
      this.#naming.cloneBegan({ parentTid: tid, thread: asksForThread(text) === true, atNs });
    }
    return true;
  }

  #takeSecondPart(body: string): boolean {
    const { tid } = this.#head;
    const second = secondPart(body);
    const first = this.#unfinished.get(tid);
    if (!second || !first) return false;
    const text = joinParts(first, second);
    if (text === undefined || !this.#takeCall(tid, first.atNs, text)) {
      this.#rejectUnfinished(tid);
      return false;
    }
    this.#unfinished.delete(tid);
    this.counts.mergedLines++;
    return true;
  }

  /** A whole call. It is held until the next line that is not of its stack. */
  #takeCall(tid: number, atNs: number, text: string): boolean {
    const call = parseCall(text);
    if (!call) return false;
    this.#naming.hear(tid, atNs);
    this.#held = { tid, call, text, atNs };
    this.counts.recordLines++;
    return true;
  }

  #letGo(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    const { tid, atNs, text, call } = held;
    const { outerTid, ...printed } = call;
    const record = { kind: 'call' as const, atNs, pid: this.#naming.pidOf(tid), tid, ...printed };
    if (this.#frames.length > 0) {
      const caller = withoutCaller.test(call.name) ? undefined : callerOf(this.#frames);
      this.#frames = [];
      this.#naming.put(caller ? { ...record, caller } : record);
    } else this.#naming.put(record);
    if (makesChild(call.name))
      this.#afterClone(tid, atNs, text, call.error ? null : (outerTid ?? call.result));
    else if (call.name.startsWith('exec')) this.#afterExec(tid, atNs, call);
  }

  #afterClone(tid: number, atNs: number, text: string, childTid: number | null): void {
    const thread = asksForThread(text) === true;
    this.#naming.cloneEnded({ parentTid: tid, thread, atNs }, childTid === -1 ? null : childTid);
  }

  /** What it returned is not asked: strace 6.1 prints a wrong number where another thread than the first made it. */
  #afterExec(tid: number, atNs: number, { name, result, error, arguments: given }: PrintedCall): void {
    if (result === null || error !== undefined) return;
    const program = given[name === 'execve' ? 0 : 1];
    this.#naming.putExec(tid, atNs, typeof program === 'string' ? program : '');
  }

  #takeEnding(body: string): boolean {
    const { tid, atNs } = this.#head;
    const ending = parseEnding(body);
    if (!ending) return false;
    if (ending.what === 'stopped') {
      this.counts.noteLines++; // the signal that stopped it has its own line
      return true;
    }
    this.counts.recordLines++;
    this.#naming.hear(tid, atNs);
    if (ending.what === 'superseded') this.#supersede(tid, ending.byTid, atNs);
    else if (ending.what === 'exited') this.#leave(tid, atNs);
    else {
      const pid = this.#naming.pidOf(tid);
      this.#naming.put({ kind: 'signal', atNs, pid, tid, signal: ending.signal });
      if (ending.what === 'killed') this.#leave(tid, atNs);
    }
    return true;
  }

  #leave(tid: number, atNs: number): void {
    const first = this.#unfinished.get(tid);
    if (first) this.#cutShort(first);
    this.#naming.putExit(tid, atNs);
  }

  /** A thread executed a program: it goes on under the id of its process's first thread, whose own call is over. */
  #supersede(tid: number, byTid: number, atNs: number): void {
    const own = this.#unfinished.get(tid);
    if (own) this.#cutShort(own);
    const first = this.#unfinished.get(byTid);
    if (first) {
      this.#unfinished.delete(byTid);
      this.#unfinished.set(tid, { ...first, tid });
    }
    this.#naming.putExit(byTid, atNs);
  }

  /** The thread ended within the call. */
  #cutShort(first: UnfinishedCall): void {
    if (!this.#takeCall(first.tid, first.atNs, cutShort(first))) this.#rejectUnfinished(first.tid);
    this.#unfinished.delete(first.tid);
    this.#letGo();
  }

  /** A first part that nothing fits to. */
  #rejectUnfinished(tid: number): void {
    const first = this.#unfinished.get(tid);
    if (first === undefined) return;
    this.#unfinished.delete(tid);
    this.#naming.cloneEnded({ parentTid: tid, thread: false, atNs: first.atNs }, null);
    this.#putUnparsed(first.line);
  }

  #putUnparsed(line: string): void {
    this.counts.unparsedLines++;
    this.#naming.putUnparsed(this.#head.atNs, Buffer.from(line.slice(0, unparsedLength)).toString());
  }
}
