/** Reads a trace file line by line, without holding more than one piece of it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Problem } from '../model/problem.ts';
import type { ParsedLine } from '../model/run-line.ts';
import type { TraceHeader, TraceRecord } from '../model/trace.ts';
import { parseTraceHeader, parseTraceRecord } from '../model/trace-line.ts';

/** What reading a trace came to; the records were handed out on the way. */
export type TraceFileReading = {
  readonly header: TraceHeader;
  readonly records: number;
  /** The file ends in a line that was cut off: a recorder killed while it wrote. Left out, and not an error. */
  readonly truncated: boolean;
};

export type TraceReader = {
  readonly begin?: (header: TraceHeader) => void;
  readonly take: (record: TraceRecord) => void;
  /** Only records of this kind are wanted; lines that begin as another kind's are passed over unread. */
  readonly only?: TraceRecord['kind'];
};

const pieceBytes = 1 << 20;
/** A line beyond this is none of ours; holding on would end at the longest string that there can be. */
const longestLineBytes = 16 * pieceBytes;
const newline = 10;
const kindStart = '{"kind":"';

function notATrace(path: string, why: string): Problem {
  return new Problem(
    'not-a-trace',
    `'${path}' cannot be read as a trace: ${why}`,
    'name a file that `firsttouch trace --out FILE` wrote',
  );
}

function openTrace(path: string): number {
  try {
    const fd = openSync(path, 'r');
    if (fstatSync(fd).isFile()) return fd;
    closeSync(fd);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw notATrace(path, code ?? message);
  }
  throw notATrace(path, 'it is not a file');
}

/** Hands each whole line out with its number from 1; returns what comes after the last newline. */
function eachLine(fd: number, path: string, take: (line: string, number: number) => void): string {
  let held = Buffer.alloc(0);
  let number = 0;
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (;;) {
    const got = readSync(fd, piece, 0, pieceBytes, null);
    if (got === 0) return held.toString('utf8');
    const bytes = held.length > 0 ? Buffer.concat([held, piece.subarray(0, got)]) : piece.subarray(0, got);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      take(bytes.toString('utf8', start, end), ++number);
      start = end + 1;
    }
    held = Buffer.from(bytes.subarray(start));
    if (held.length > longestLineBytes) {
      throw notATrace(path, `line ${number + 1}: it is longer than any line of a trace`);
    }
  }
}

function demand<T>(path: string, number: number, parsed: ParsedLine<T>): T {
  if ('value' in parsed) return parsed.value;
  throw notATrace(path, `line ${number}: ${parsed.wrong}`);
}

/**
 * Reads the whole file: `begin` gets the header before `take` gets the records in their order. Throws a Problem (exit code 2)
 * that names the line where the file is damaged anywhere but in a cut last line.
 */
export function readTrace(path: string, { begin, take, only }: TraceReader): TraceFileReading {
  const fd = openTrace(path);
  const wanted = only === undefined ? undefined : `${kindStart}${only}"`;
  try {
    let header: TraceHeader | undefined;
    let records = 0;
    const rest = eachLine(fd, path, (line, number) => {
      if (!header) {
        header = demand(path, number, parseTraceHeader(line));
        begin?.(header);
        return;
      }
      records++;
      if (wanted && line.startsWith(kindStart) && !line.startsWith(wanted)) return;
      const record = demand(path, number, parseTraceRecord(line));
      if (only === undefined || record.kind === only) take(record);
    });
    if (!header) throw notATrace(path, rest === '' ? 'it is empty' : 'line 1: it has no whole line');
    return { header, records, truncated: rest !== '' };
  } finally {
    closeSync(fd);
  }
}
