/** Reads a trace file line by line, without holding more than one piece of it. */
import { readFileLines } from '../machine/index.ts';
import type { ParsedLine } from '../model/parsed-line.ts';
import { Problem } from '../model/problem.ts';
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

const kindStart = '{"kind":"';

const ordinaryHint = 'name a file that `firsttouch trace` wrote (--out FILE, or in ./firsttouch-runs)';

function notATrace(path: string, why: string, hint = ordinaryHint): Problem {
  return new Problem('not-a-trace', `'${path}' cannot be read as a trace: ${why}`, hint);
}

function demand<T>(path: string, number: number, parsed: ParsedLine<T>): T {
  if ('value' in parsed) return parsed.value;
  const whole = number - 1;
  // A header stands alone; behind it the lines before the damage are a trace of their own.
  const kept =
    whole > 0 ? `head -n ${whole} FILE > whole.jsonl: the lines before the damage can be shown` : undefined;
  const remedy = (parsed.remedy ?? kept)?.replace('FILE', `'${path}'`);
  throw notATrace(path, `line ${number}: ${parsed.wrong}`, remedy);
}

/**
 * Reads the whole file: `begin` gets the header before `take` gets the records in their order. Throws a Problem (exit code 2)
 * that names the line where the file is damaged anywhere but in a cut last line.
 */
export function readTrace(path: string, { begin, take, only }: TraceReader): TraceFileReading {
  const wanted = only === undefined ? undefined : `${kindStart}${only}"`;
  let header: TraceHeader | undefined;
  let records = 0;
  const readLine = (line: string, number: number): void => {
    if (!header) {
      header = demand(path, number, parseTraceHeader(line));
      begin?.(header);
      return;
    }
    records++;
    if (wanted && line.startsWith(kindStart) && !line.startsWith(wanted)) return;
    const record = demand(path, number, parseTraceRecord(line));
    if (only === undefined || record.kind === only) take(record);
  };
  const { rest } = readFileLines(path, readLine, (why) => notATrace(path, why));
  if (!header) throw notATrace(path, rest === '' ? 'it is empty' : 'line 1: it has no whole line');
  return { header, records, truncated: rest !== '' };
}
