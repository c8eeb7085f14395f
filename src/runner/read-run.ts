/** Reads a run file line by line, without holding more than one piece of it. */
import { readFileLines } from '../machine/index.ts';
import type { ParsedLine } from '../model/parsed-line.ts';
import { Problem } from '../model/problem.ts';
import type { RunHeader, RunRecord } from '../model/run.ts';
import { parseRunHeader, parseRunRecord } from '../model/run-line.ts';
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

const ordinaryHint = 'name a file that `firsttouch run` wrote (--out FILE, or in ./firsttouch-runs)';

function notARun(path: string, why: string, hint = ordinaryHint): Problem {
  return new Problem('not-a-run', `'${path}' cannot be read as a run file: ${why}`, hint);
}

function demand<T>(path: string, number: number, parsed: ParsedLine<T>): T {
  if ('value' in parsed) return parsed.value;
  throw notARun(path, `line ${number}: ${parsed.wrong}`, parsed.remedy?.replace('FILE', `'${path}'`));
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
  let header: RunHeader | undefined;
  let records = 0;
  const seen = new SeenTrials();
  const readRecord = (line: string, number: number, { plan }: RunHeader): void => {
    const record = demand(path, number, parseRunRecord(line));
    if (!fitsPlan(record, plan))
      throw notARun(path, `line ${number}: it names a stage, cell or arm that the plan does not have`);
    if (seen.isRepeated(record))
      throw notARun(path, `line ${number}: the same arm stands twice in one block`);
    take(record);
    records++;
  };
  const readLine = (line: string, number: number): void => {
    if (header) {
      readRecord(line, number, header);
      return;
    }
    header = demand(path, number, parseRunHeader(line));
    begin(header);
  };
  const { endOffset, rest } = readFileLines(path, readLine, (why) => notARun(path, why));
  if (!header) throw notARun(path, rest === '' ? 'it is empty' : 'line 1: it has no whole line');
  return { header, records, endOffset, truncated: rest !== '' };
}
