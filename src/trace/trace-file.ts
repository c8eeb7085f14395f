/** The trace file while it grows: opened for appending, since the recorder in C writes to the same file. */
import { closeSync, fstatSync, openSync, unlinkSync } from 'node:fs';
import { Problem } from '../model/problem.ts';
import type { TraceHeader, TraceRecord } from '../model/trace.ts';
import { serializeTraceLine } from '../model/trace-line.ts';
import { appendLines } from './append-lines.ts';

/** Records wait until there are about this many characters: strace can bring a hundred thousand calls a second. */
const heldLength = 1 << 16;
/** And no longer than this: who reads the file orders the records of both writers by time, within bounds. */
const heldMs = 50;

function openProblem(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST')
    return new Problem(
      'out-exists',
      `the trace file '${path}' exists`,
      'a trace is never overwritten: choose another --out',
    );
  return new Problem(
    'out-unwritable',
    `the trace file '${path}' cannot be written: ${code ?? message}`,
    'choose a place that you may write with --out FILE',
  );
}

/** The end of a trace that is not there. */
export function writeProblem(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Problem(
    'trace-not-written',
    `the trace file '${path}' could not be written to its end: ${code ?? message}`,
    'make room on its file system, or name another one with --out; what was written until then is kept',
    3,
  );
}

export class TraceFile {
  readonly path: string;
  /** Open for appending; the recorder inherits it. */
  readonly descriptor: number;
  /** Why the file has no more than it has: the command goes on, and this is said at its end. */
  problem: Problem | undefined;
  #held = '';
  #timer: NodeJS.Timeout | undefined;
  #headerBytes = 0;
  #open = true;

  /** Creates the file, which must not exist yet. Throws a Problem. */
  constructor(path: string) {
    this.path = path;
    try {
      this.descriptor = openSync(path, 'ax');
    } catch (error) {
      throw openProblem(path, error);
    }
  }

  /** Before anything else, and before the recorder writes. Throws a Problem where there is no room for it. */
  begin(header: TraceHeader): void {
    const line = serializeTraceLine(header);
    this.#headerBytes = Buffer.byteLength(line);
    this.#write(line);
    if (this.problem) throw this.problem;
  }

  append(record: TraceRecord): void {
    this.#held += serializeTraceLine(record);
    if (this.#held.length >= heldLength) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), heldMs);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#held;
    this.#held = '';
    this.#write(text);
  }

  /** Writes what is held; `before` is done with the file still open. */
  close(before: () => void = () => undefined): void {
    if (!this.#open) return;
    this.#open = false;
    this.flush();
    before();
    closeSync(this.descriptor);
  }

  /** After a failure: a file in which nothing was recorded is removed, another is kept. */
  leave(): void {
    if (!this.#open) return;
    this.close(() => {
      if (fstatSync(this.descriptor).size <= this.#headerBytes) unlinkSync(this.path);
    });
  }

  #write(text: string): void {
    if (this.problem) return;
    try {
      appendLines(this.descriptor, text);
    } catch (error) {
      this.problem = writeProblem(this.path, error);
    }
  }
}
