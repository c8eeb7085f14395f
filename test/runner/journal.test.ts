import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../src/model/problem.ts';
import { continueJournal, createJournal } from '../../src/runner/index.ts';
import { trialOf } from '../analysis/fixture.ts';
import { randomSource } from '../statistics/random-source.ts';
import { header, lines, readAll, records, temporaryFolder } from './run-file.ts';

const folder = temporaryFolder();
const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');
const writer = fileURLToPath(new URL('journal-writer.mjs', import.meta.url));
const headerFile = join(folder, 'header.json');

beforeAll(() => {
  writeFileSync(headerFile, JSON.stringify(header));
  if (existsSync(join(dist, 'runner/journal.js'))) return;
  spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', root]);
});

function problemOf(act: () => unknown): Problem {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

async function killAfterBytes(child: ChildProcess, path: string, bytes: number): Promise<void> {
  const ended = once(child, 'exit');
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  while (child.exitCode === null && statSync(path).size < bytes) await new Promise(setImmediate);
  child.kill('SIGKILL');
  await ended;
}

describe('what was appended', () => {
  test('is in the file after kill -9 of the writer, as whole lines in order, with at most one cut line', async () => {
    const source = randomSource(11);
    for (let attempt = 0; attempt < 12; attempt++) {
      const path = join(folder, `killed-${attempt}.jsonl`);
      const child = spawn(process.execPath, [writer, dist, path, headerFile], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const bytes = lines[0]!.length + Math.floor(source.uniform() * 200_000);
      await killAfterBytes(child, path, bytes);
      expect(child.signalCode).toBe('SIGKILL');
      const read = readAll(path);
      if ('problem' in read) throw read.problem;
      expect(statSync(path).size).toBeGreaterThanOrEqual(bytes);
      expect(read.records.map((record) => record.kind === 'trial' && record.block)).toEqual(
        read.records.map((_, index) => index),
      );
      expect(read.reading.endOffset).toBeGreaterThan(statSync(path).size - 1000);
    }
  });

  test('is read back as it was, header included', () => {
    const path = join(folder, 'whole.jsonl');
    const journal = createJournal(path, header);
    for (const record of records) journal.append(record);
    journal.close();
    journal.close();
    const read = readAll(path);
    expect(read).toMatchObject({ records, reading: { header, truncated: false, records: records.length } });
    expect(readFileSync(path, 'utf8')).toBe(lines.join(''));
  });
});

describe('a disk without room', () => {
  test('ends in the Problem journal-write, and the file in a whole line, wherever the room ends', () => {
    const headerBytes = Buffer.byteLength(lines[0]!);
    for (const room of [1, 7, 150, 151, 152, 400, 1000, 4096, 20_001]) {
      const path = join(folder, `full-${room}.jsonl`);
      const limit = `--fsize=${headerBytes + room}`;
      const child = spawnSync('prlimit', [limit, process.execPath, writer, dist, path, headerFile], {
        encoding: 'utf8',
      });
      expect(child.stdout).toMatch(/^ready\nProblem journal-write .*EFBIG/);
      const read = readAll(path);
      if ('problem' in read) throw read.problem;
      expect(read.reading.truncated).toBe(false);
      expect(read.reading.endOffset).toBe(statSync(path).size);
    }
  });

  test('is named when not even the header finds room', () => {
    const path = join(folder, 'no-header.jsonl');
    const child = spawnSync('prlimit', ['--fsize=100', process.execPath, writer, dist, path, headerFile], {
      encoding: 'utf8',
    });
    expect(child.stdout).toMatch(/^Problem journal-write /);
    expect(existsSync(path) ? statSync(path).size : 0).toBe(0);
  });

  test('/dev/full gives the same Problem', () => {
    const problem = problemOf(() => continueJournal('/dev/full', 0));
    expect(['journal-write', 'out-unwritable']).toContain(problem.code);
  });
});

describe('a file that is there', () => {
  test('is not overwritten', () => {
    const path = join(folder, 'there.jsonl');
    writeFileSync(path, 'precious');
    const problem = problemOf(() => createJournal(path, header));
    expect(problem).toMatchObject({ code: 'out-exists', exitCode: 2 });
    expect(problem.message).toContain(path);
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  test('is gone on with after its last whole line, and what follows that is cut off', () => {
    const path = join(folder, 'continued.jsonl');
    const whole = lines.slice(0, 3).join('');
    writeFileSync(path, `${whole}{"kind":"tri`);
    const journal = continueJournal(path, Buffer.byteLength(whole));
    journal.append(records[2]!);
    journal.close();
    expect(readFileSync(path, 'utf8')).toBe(lines.slice(0, 4).join(''));
  });
});

describe('a place that cannot be written', () => {
  test.each([
    ['a folder that is not there', join(folder, 'missing', 'run.jsonl')],
    ['a path through a file', join('/proc/version', 'run.jsonl')],
    ['a kernel folder', '/proc/run.jsonl'],
  ])('%s is a Problem that names the file and the answer', (_, path) => {
    const problem = problemOf(() => createJournal(path, header));
    expect(problem.code).toBe('out-unwritable');
    expect(problem.message).toContain(path);
    expect(problem.message).toMatch(/E[A-Z]+/);
    expect(problem.hint).toContain('--out');
  });

  test('so is an existing folder in the file’s place, and a file that went away before it was gone on with', () => {
    expect(problemOf(() => createJournal(folder, header)).code).toBe('out-exists');
    expect(problemOf(() => continueJournal(folder, 0)).code).toBe('out-unwritable');
    const missing = join(folder, 'missing', 'run.jsonl');
    expect(problemOf(() => continueJournal(missing, 0)).code).toBe('out-unwritable');
  });

  test('so is a folder without the right to write, for whoever is not root', () => {
    const locked = join(folder, 'locked.jsonl');
    writeFileSync(locked, '');
    chmodSync(locked, 0o400);
    if (process.getuid?.() === 0) {
      expect(() => continueJournal(locked, 0).close()).not.toThrow();
      return;
    }
    expect(problemOf(() => continueJournal(locked, 0)).code).toBe('out-unwritable');
  });
});

test('after a write that failed half-way, the file can still be gone on with', () => {
  const path = join(folder, 'half-way.jsonl');
  const room = Buffer.byteLength(lines[0]!) + 500;
  const args = [`--fsize=${room}`, process.execPath, writer, dist, path, headerFile];
  spawnSync('prlimit', args, { encoding: 'utf8' });
  const first = readAll(path);
  if ('problem' in first) throw first.problem;
  const journal = continueJournal(path, first.reading.endOffset);
  journal.append(trialOf({ block: 77 }));
  journal.close();
  const second = readAll(path);
  expect(second).toMatchObject({ reading: { records: first.records.length + 1, truncated: false } });
});
