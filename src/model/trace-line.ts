/** One line of a trace file, to and from text. The header is validated whole; records by hand, for there may be millions. */
import * as v from 'valibot';
import { newerRemedy, type ParsedLine, parseJsonLine } from './parsed-line.ts';
import { type TraceHeader, type TraceRecord, traceFormatVersion } from './trace.ts';
import { traceHeaderSchema } from './trace-format.ts';
import { isTraceRecord } from './trace-record-check.ts';

/** Parses the first line of a trace file. Says so when it comes from a newer version or is no trace at all. */
export function parseTraceHeader(line: string): ParsedLine<TraceHeader> {
  const parsed = parseJsonLine(line);
  if ('wrong' in parsed) return parsed;
  const { kind, formatVersion } = parsed.value;
  if (kind === 'run')
    return { wrong: 'it is a run file', remedy: 'firsttouch show FILE, which reads run files' };
  if (kind !== 'trace' || typeof formatVersion !== 'number') {
    return { wrong: 'it is not the header of a firsttouch trace' };
  }
  if (formatVersion > traceFormatVersion) {
    return {
      wrong: `it has format ${formatVersion} of a newer firsttouch; this one reads up to ${traceFormatVersion}`,
      remedy: newerRemedy,
    };
  }
  const checked = v.safeParse(traceHeaderSchema, parsed.value);
  if (checked.success) return { value: parsed.value as unknown as TraceHeader };
  const issue = checked.issues[0];
  return { wrong: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}` };
}

/** Parses any later line of a trace file. */
export function parseTraceRecord(line: string): ParsedLine<TraceRecord> {
  const parsed = parseJsonLine(line);
  if ('wrong' in parsed) return parsed;
  return isTraceRecord(parsed.value) ? { value: parsed.value } : { wrong: 'it is not a record of a trace' };
}

/** One line, with its newline. */
export function serializeTraceLine(line: TraceHeader | TraceRecord): string {
  return `${JSON.stringify(line)}\n`;
}
