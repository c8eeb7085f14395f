/** The run file while it grows: append-only, one JSON line for each record, written before the next trial starts. */
import { closeSync, fsyncSync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { Problem } from '../model/problem.ts';
import type { RunHeader, RunRecord } from '../model/run.ts';
import { serializeRunLine } from '../model/run-line.ts';

/** Everything appended survives a kill -9 of this process; `close` also asks the disk for it. */
export interface Journal {
  readonly path: string;
  append(record: RunRecord): void;
  close(): void;
}

function writeProblem(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Problem(
    'journal-write',
    `writing the run file '${path}' failed: ${code ?? message}`,
    'what was measured until then is in the file; make room and go on with --resume, or name another file with --out',
    3,
  );
}

/** Writes whole lines only: where a write fails half-way, the file is cut back to the last whole line. */
function journalOn(
  fd: number,
  path: string,
  startOffset: number,
): Journal & { writeLine(line: string): void } {
  let offset = startOffset;
  let open = true;
  function writeLine(line: string): void {
    const bytes = Buffer.from(line);
    let done = 0;
    try {
      while (done < bytes.length) done += writeSync(fd, bytes, done);
      offset += bytes.length;
    } catch (error) {
      try {
        ftruncateSync(fd, offset);
      } catch {
        // The reader repairs a cut last line; the first error is the one to report.
      }
      throw writeProblem(path, error);
    }
  }
  return {
    path,
    writeLine,
    append: (record) => writeLine(serializeRunLine(record)),
    close() {
      if (!open) return;
      open = false;
      try {
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    },
  };
}

function openProblem(path: string, error: unknown): Problem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') {
    return new Problem(
      'out-exists',
      `the run file '${path}' exists`,
      'a run file is never overwritten: go on with --resume, or choose another --out',
    );
  }
  return new Problem(
    'out-unwritable',
    `the run file '${path}' cannot be written: ${code ?? message}`,
    'choose a place that you may write with --out FILE',
  );
}

/** Creates a run file that must not exist yet, and writes its header. Throws a Problem. */
export function createJournal(path: string, header: RunHeader): Journal {
  let fd: number;
  try {
    fd = openSync(path, 'ax');
  } catch (error) {
    throw openProblem(path, error);
  }
  const journal = journalOn(fd, path, 0);
  try {
    journal.writeLine(serializeRunLine(header));
  } catch (error) {
    closeSync(fd);
    unlinkSync(path); // nothing was measured yet: an empty file would only be in the way
    throw error;
  }
  return journal;
}

/** Goes on with an existing run file after its last whole line, at `endOffset`; whatever follows that is cut off. */
export function continueJournal(path: string, endOffset: number): Journal {
  let fd: number;
  try {
    fd = openSync(path, 'a');
    ftruncateSync(fd, endOffset);
  } catch (error) {
    throw openProblem(path, error);
  }
  return journalOn(fd, path, endOffset);
}
