import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { Problem } from '../../src/model/problem.ts';
import { continueJournal, readRun } from '../../src/runner/index.ts';
import { randomSource } from '../statistics/random-source.ts';
import { header, lines, messageFor, readAll, records, temporaryFolder } from './run-file.ts';

const folder = temporaryFolder();
const path = join(folder, 'run.jsonl');
const whole = lines.join('');

describe('a last line that was cut off', () => {
  test('is left out and reported, at every byte, and going on with the file cuts it off', () => {
    const last = Buffer.from(lines.at(-2)!);
    const before = Buffer.from(lines.slice(0, -2).join(''));
    for (let kept = 0; kept < last.length; kept++) {
      writeFileSync(path, Buffer.concat([before, last.subarray(0, kept)]));
      const read = readAll(path);
      if ('problem' in read) throw read.problem;
      expect(read.reading).toMatchObject({ truncated: kept > 0, endOffset: before.length });
      expect(read.records).toEqual(records.slice(0, -2));
      continueJournal(path, read.reading.endOffset).close();
      expect(readFileSync(path).equals(before)).toBe(true);
    }
  });

  test('that has all but its newline is cut off too', () => {
    writeFileSync(path, whole.slice(0, -1));
    expect(readAll(path)).toMatchObject({ reading: { truncated: true, records: records.length - 1 } });
  });

  test('of a file cut within its header is a Problem, at every byte', () => {
    const first = Buffer.from(lines[0]!);
    for (let kept = 0; kept < first.length; kept += 97) {
      const reason = kept === 0 ? 'it is empty' : 'line 1: it has no whole line';
      expect(messageFor(path, first.subarray(0, kept))).toContain(reason);
    }
  });
});

describe('a damaged line', () => {
  test.each(lines.map((_, index) => index))('is named by its number (line index %i)', (index) => {
    const damaged = lines.with(index, `${lines[index]!.slice(0, 40)}\n`);
    const message = messageFor(path, damaged.join(''));
    expect(message).toContain(`line ${index + 1}: it is not JSON`);
    expect(message).toContain(path);
  });

  test('that is JSON but no record is named too', () => {
    for (const line of ['{}', '[]', 'null', '3', '{"kind":"trial"}', '{"kind":"end"}', '']) {
      const message = messageFor(path, lines.with(2, `${line}\n`).join(''));
      expect(message).toMatch(/line 3: it is not/);
    }
  });

  test('a second header, or two lines run together, is named', () => {
    expect(messageFor(path, lines.with(2, lines[0]!).join(''))).toContain('line 3: it is not a record');
    const joined = lines.with(1, lines[1]!.trimEnd()).join('');
    expect(messageFor(path, joined)).toContain('line 2: it is not JSON');
  });

  test('random flips of one byte give a Problem with the line’s number, or a reading that can be judged', () => {
    const bytes = Buffer.from(whole);
    const source = randomSource(3);
    let problems = 0;
    for (let flip = 0; flip < 1200; flip++) {
      const damaged = Buffer.from(bytes);
      const at = Math.floor(source.uniform() * bytes.length);
      damaged[at] = Math.floor(source.uniform() * 256);
      writeFileSync(path, damaged);
      const read = readAll(path);
      if (!('problem' in read)) continue;
      problems++;
      expect(read.problem.code).toBe('not-a-run');
      const line = bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;
      expect(read.problem.message).toMatch(new RegExp(`: line (${line}|${line + 1}): `));
    }
    expect(problems).toBeGreaterThan(100);
  });

  test('what is read all the same can be judged without an unnamed error, after a flip anywhere', () => {
    const bytes = Buffer.from(whole);
    const source = randomSource(4);
    const crashes = new Set<string>();
    for (let flip = 0; flip < 1500; flip++) {
      const damaged = Buffer.from(bytes);
      const at = Math.floor(source.uniform() * bytes.length);
      damaged[at] = 32 + Math.floor(source.uniform() * 95);
      writeFileSync(path, damaged);
      try {
        judge();
      } catch (error) {
        if (!(error instanceof Problem)) crashes.add(`${String(error)} at ${around(bytes, at)}`);
      }
    }
    expect([...crashes]).toEqual([]);
  });
});

/** Reads the file as `show` does. */
function judge(): void {
  let analysis: Analysis | undefined;
  readRun(
    path,
    (read) => {
      analysis = new Analysis(read);
    },
    (record) => analysis?.add(record),
  );
  computeFindings(analysis as Analysis);
}

function around(bytes: Buffer, at: number): string {
  return bytes.subarray(Math.max(0, at - 30), at + 20).toString('latin1');
}

test('a block number beyond any run is a damaged line, not an attempt to hold so many blocks', () => {
  const damaged = whole.replaceAll('"block":109', '"block":1e9');
  expect(damaged).not.toBe(whole);
  expect(messageFor(path, damaged)).toMatch(/: line \d+: /);
});

describe('what is no run file', () => {
  test.each([
    ['an empty file', '', 'it is empty'],
    ['one newline', '\n', 'line 1: it is not JSON'],
    ['text', 'hello\nworld\n', 'line 1: it is not JSON'],
    ['JSON of something else', '{"name":"x"}\n', 'not the header of a firsttouch run'],
    ['a JSON array', '[1,2]\n', 'it is not a JSON object'],
    ['a run without its header', lines.slice(1).join(''), 'not the header of a firsttouch run'],
    ['a header alone in name', '{"kind":"run","formatVersion":1}\n', 'line 1: '],
  ])('%s is a Problem that says why', (_, content, reason) => {
    expect(messageFor(path, content)).toContain(reason);
  });

  test('a file of a newer format is named as such', () => {
    const newer = JSON.stringify({ ...header, formatVersion: 2 });
    expect(messageFor(path, `${newer}\n`)).toMatch(/format 2 of a newer firsttouch; this one reads up to 1/);
  });

  test('a trace is named as such, with the command that shows it', () => {
    writeFileSync(path, '{"kind":"trace","formatVersion":1}\n');
    const read = readAll(path);
    expect('problem' in read && read.problem).toMatchObject({
      message: expect.stringContaining('line 1: it is a trace'),
      hint: expect.stringContaining(`firsttouch trace show '${path}'`),
    });
  });

  test('a folder, a missing file and a device are Problems that name the path', () => {
    for (const [wrong, reason] of [
      [folder, 'it is not a file'],
      [join(folder, 'missing'), 'ENOENT'],
      [join(path, 'below'), 'ENOTDIR'],
      ['/dev/null', 'it is not a file'],
    ] as const) {
      const read = readAll(wrong);
      if (!('problem' in read)) throw new Error('it was read');
      expect(read.problem).toMatchObject({ code: 'not-a-run', exitCode: 2 });
      expect(read.problem.message).toContain(wrong);
      expect(read.problem.message).toContain(reason);
    }
  });

  test('random bytes are a Problem', () => {
    const source = randomSource(5);
    for (let length = 1; length < 3000; length += 43) {
      const bytes = Uint8Array.from({ length }, () => Math.floor(source.uniform() * 256));
      expect(messageFor(path, bytes)).toMatch(/cannot be read as a run file: line 1: /);
    }
  });

  test('a large file without lines is a Problem, and is not read to its end', () => {
    const large = join(folder, 'large');
    const fd = openSync(large, 'w');
    ftruncateSync(fd, 2 ** 33);
    closeSync(fd);
    const read = readAll(large);
    if (!('problem' in read)) throw new Error('it was read');
    expect(read.problem.message).toContain('line 1: it is longer than any line of a recording');
  });
});

test('lines that cross the pieces in which the file is read are whole', () => {
  const many = Array.from({ length: 12_000 }, (_, block) =>
    lines[1]!.replace('"block":0', `"block":${block}`),
  );
  writeFileSync(path, lines[0] + many.join(''));
  const read = readAll(path);
  if ('problem' in read) throw read.problem;
  expect(read.reading.truncated).toBe(false);
  expect(read.records.map((record) => record.kind === 'trial' && record.block)).toEqual(
    Array.from({ length: 12_000 }, (_, block) => block),
  );
});
