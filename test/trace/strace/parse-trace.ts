/** Runs the parser over a text or its pieces and keeps all that comes out. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CallRecord } from '../../../src/model/trace.ts';
import { type LineCounts, StraceParser, type StraceRecord } from '../../../src/trace/strace/index.ts';

export type ParsedTrace = {
  readonly records: readonly StraceRecord[];
  readonly calls: readonly CallRecord[];
  readonly counts: LineCounts;
  readonly assumed: number;
};

/** The origin of the stamps in tests: 1795000000 s after 1970. */
export const originUs = 1_795_000_000_000_000;

export function parsePieces(pieces: Iterable<Uint8Array | string>): ParsedTrace {
  const records: StraceRecord[] = [];
  const parser = new StraceParser({ realtimeUs: originUs, onRecord: (record) => records.push(record) });
  for (const piece of pieces) parser.push(piece);
  const counts = parser.end();
  const calls = records.filter((record) => record.kind === 'call');
  return { records, calls, counts, assumed: parser.assumedProcesses };
}

/** Lines without their ends. */
export function parseLines(...lines: readonly string[]): ParsedTrace {
  return parsePieces([lines.map((line) => `${line}\n`).join('')]);
}

export function readFixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/strace/${name}`, import.meta.url)), 'utf8');
}

/** What the lines of a trace that is over must add up to. */
export function accountedLines(counts: LineCounts): number {
  return (
    counts.recordLines + counts.mergedLines + counts.stackLines + counts.noteLines + counts.unparsedLines
  );
}
