import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import type { TraceRecord } from '../../src/model/trace.ts';
import { serializeTraceLine } from '../../src/model/trace-line.ts';
import { readTrace, replayFile } from '../../src/trace/index.ts';
import { end, faults, header, MIB, mmap } from './trace-records.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-trace-'));
const path = join(folder, 'trace.jsonl');
const records: readonly TraceRecord[] = [mmap(0, 2 ** 40, MIB), faults([[20, 2 ** 40]]), end(90)];
const lines = [serializeTraceLine(header()), ...records.map(serializeTraceLine)];

afterAll(() => rmSync(folder, { recursive: true }));

function write(text: string | Buffer): void {
  writeFileSync(path, text);
}

function problemOf(text: string): Problem | undefined {
  write(text);
  try {
    readTrace(path, { take: () => undefined });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
}

function messageOf(text: string): string {
  return problemOf(text)?.message ?? 'no problem';
}

describe('a trace file', () => {
  test('gives back what was written, in order', () => {
    write(lines.join(''));
    const taken: TraceRecord[] = [];
    const reading = readTrace(path, { take: (record) => taken.push(record) });
    expect(taken).toEqual(records);
    expect(reading).toEqual({ header: header(), records: 3, truncated: false });
  });

  test('that is cut off at any byte of its last line is read without it, and says so', () => {
    const whole = Buffer.from(lines.join(''));
    const kept = Buffer.byteLength(lines.slice(0, -1).join(''));
    for (let size = kept + 1; size < whole.length; size++) {
      write(whole.subarray(0, size));
      expect(readTrace(path, { take: () => undefined })).toMatchObject({ records: 2, truncated: true });
    }
    write(whole.subarray(0, kept + 10));
    expect(replayFile(path)).toMatchObject({ trace: { truncated: true, file: path }, end: null });
  });

  test('damaged elsewhere is a Problem that names the line', () => {
    expect(messageOf(lines.with(1, '{"kind":"call"\n').join(''))).toContain('line 2: it is not JSON');
    expect(messageOf(lines.with(2, '{"kind":"call","atNs":1}\n').join(''))).toContain(
      'line 3: it is not a record of a trace',
    );
  });

  test('that is none is a Problem that says what it is instead', () => {
    expect(messageOf('')).toContain('it is empty');
    expect(messageOf('\u0000\u0001\n')).toContain('line 1: it is not JSON');
    expect(messageOf('{"kind":"run","formatVersion":1}\n')).toContain('it is a run file');
    const newer = serializeTraceLine({ ...header(), formatVersion: 2 as 1 });
    expect(messageOf(newer)).toContain('format 2 of a newer firsttouch');
    expect(() => readTrace(join(folder, 'absent'), { take: () => undefined })).toThrow(/ENOENT/);
    expect(() => readTrace(folder, { take: () => undefined })).toThrow(/it is not a file/);
  });

  test('that cannot be read comes with what to do: the other command, a newer firsttouch, the part that is whole', () => {
    expect(problemOf('{"kind":"run","formatVersion":1}\n')?.hint).toContain(`firsttouch show '${path}'`);
    expect(problemOf('{"kind":"trace","formatVersion":2}\n')?.hint).toContain('or a newer one');
    expect(problemOf(lines.with(2, 'x\n').join(''))?.hint).toContain(`head -n 2 '${path}' > whole.jsonl`);
    write(lines.slice(0, 2).join(''));
    expect(replayFile(path)).toMatchObject({ trace: { truncated: false } });
  });

  test('can be read for one kind of record only', () => {
    write(lines.join(''));
    const kinds: string[] = [];
    readTrace(path, { only: 'faults', take: ({ kind }) => kinds.push(kind) });
    expect(kinds).toEqual(['faults']);
  });
});

test('a view of a file has the raster of its faults, all of them in cells', () => {
  write(lines.join(''));
  const view = replayFile(path);
  expect(view.rasters).toMatchObject([{ pid: 100, faults: 1, cells: [[20, 0, 1, 0]] }]);
  expect(view.rasters[0]?.segments).toEqual([
    {
      start: 2 ** 40,
      end: 2 ** 40 + 4096,
      firstRow: 0,
      rows: 1,
      rowBytes: 4096,
      gapAboveBytes: 0,
      regions: [{ name: 'anonymous mapping', faults: 1, start: 2 ** 40, end: 2 ** 40 + 4096 }],
    },
  ]);
});
