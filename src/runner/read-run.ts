/** Reads a run file line by line, without holding more than one piece of it. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Problem } from '../model/problem.ts';
import type { RunHeader, RunRecord } from '../model/run.ts';
import { type ParsedLine, parseRunHeader, parseRunRecord } from '../model/run-line.ts';
import { fitsPlan, SeenTrials } from '../model/run-record-check.ts';

/** What reading a run file came to; the records were handed out on the way. */
export type RunFileReading = {
  readonly header: RunHeader;
  readonly records: number;
  /** Where the last whole line ends, in bytes. */
  readonly endOffset: number;
  /** The file ends in a line that was cut off: a run killed while it wrote. Left out, and not an error. */
  readonly truncated: boolean;
};

const pieceBytes = 1 << 20;
/** A line beyond this is none of ours; holding on would end at the longest string that there can be. */
const longestLineBytes = 16 * pieceBytes;
const newline = 10;

function notARun(path: string, why: string): Problem {
  return new Problem(
    'not-a-run',
    `'${path}' cannot be read as a run file: ${why}`,
    'name a file that `firsttouch run` wrote (--out FILE, or in ./firsttouch-runs)',
  );
}

function openRun(path: string): number {
  try {
    const fd = openSync(path, 'r');
    if (fstatSync(fd).isFile()) return fd;
    closeSync(fd);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw notARun(path, code ?? message);
  }
  throw notARun(path, 'it is not a file');
}

/**
 * Hands each whole line to `take` with its number from 1, and the rest after the last newline to `takeRest`. A run file
 * holds ASCII but for names; only lines with other bytes are decoded as UTF-8, which is slower.
 */
function eachLine(
  fd: number,
  path: string,
  take: (line: string, number: number) => void,
): { endOffset: number; rest: string } {
  let held = Buffer.alloc(0);
  let number = 0;
  let endOffset = 0;
  const piece = Buffer.allocUnsafe(pieceBytes);
  for (;;) {
    const got = readSync(fd, piece, 0, pieceBytes, null);
    if (got === 0) return { endOffset, rest: held.toString('utf8') };
    const bytes = held.length > 0 ? Buffer.concat([held, piece.subarray(0, got)]) : piece.subarray(0, got);
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      take(bytes.toString('utf8', start, end), ++number);
      endOffset += end + 1 - start;
      start = end + 1;
    }
    held = Buffer.from(bytes.subarray(start));
    if (held.length > longestLineBytes)
      throw notARun(path, `line ${number + 1}: it is longer than any line of a run`);
  }
}

function demand<T>(path: string, number: number, parsed: ParsedLine<T>): T {
  if ('value' in parsed) return parsed.value;
  throw notARun(path, `line ${number}: ${parsed.wrong}`);
}

/**
 * Reads the whole file; `begin` gets the header before `take` gets the records in order. Throws a Problem (exit code 2)
 * that names the line where the file is damaged anywhere but in a cut last line.
 */
export function readRun(
  path: string,
  begin: (header: RunHeader) => void,
  take: (record: RunRecord) => void,
): RunFileReading {
  const fd = openRun(path);
  try {
    let header: RunHeader | undefined;
    let records = 0;
    const seen = new SeenTrials();
    const { endOffset, rest } = eachLine(fd, path, (line, number) => {
      if (header) {
        const record = demand(path, number, parseRunRecord(line));
        if (!fitsPlan(record, header.plan)) {
          throw notARun(path, `line ${number}: it names a stage, cell or arm that the plan does not have`);
        }
        if (seen.isRepeated(record)) {
          throw notARun(path, `line ${number}: the same arm stands twice in one block`);
        }
        take(record);
        records++;
        return;
      }
      header = demand(path, number, parseRunHeader(line));
      begin(header);
    });
    if (!header) throw notARun(path, rest === '' ? 'it is empty' : 'line 1: it has no whole line');
    return { header, records, endOffset, truncated: rest !== '' };
  } finally {
    closeSync(fd);
  }
}
