/** The ledger's file as runs write it, and `trust` as it reads it. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firsttouch, temporaryFolder, tinyRun, tooLong } from './fixture.ts';

/** One arm and its copy, in blocks enough for a bounded interval even where they depend on each other. */
const oneArm = [...tinyRun.map((word) => (word === '3' ? '60' : word)).slice(0, -2), '--arm', 'malloc'];

type Trust = { file: string; comparisons: number; damagedLines: number; rate: number | null };

async function trustIn(folder: string): Promise<Trust> {
  const outcome = await firsttouch(['trust', '--format', 'json'], folder, { XDG_STATE_HOME: folder });
  expect(outcome, outcome.stderr).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(outcome.stdout) as Trust;
}

const entryLine = (cell: number): string =>
  `${JSON.stringify({
    at: '2026-01-02T00:00:00.000Z',
    version: '0.1.0',
    experiment: 'post',
    stage: 'controlled',
    cell,
    design: 'fresh',
    sizeBytes: 4096,
    n: 20,
    ratio: 1,
    low: 0.98,
    high: 1.01,
    alpha: 0.01,
    void: false,
  })}\n`;

function writeLedger(folder: string, text: string): string {
  mkdirSync(join(folder, 'firsttouch'));
  const path = join(folder, 'firsttouch', 'ledger.jsonl');
  writeFileSync(path, text);
  return path;
}

describe('a run', () => {
  test('adds its A/A comparison to the ledger, and a later one after it', async () => {
    const folder = temporaryFolder();
    const state = { XDG_STATE_HOME: folder };
    for (const wanted of [1, 2]) {
      const run = await firsttouch(oneArm, folder, state);
      expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
      expect((await trustIn(folder)).comparisons).toBe(wanted);
    }
  });

  test('that had too few blocks, or --no-ledger, adds nothing', async () => {
    const folder = temporaryFolder();
    const state = { XDG_STATE_HOME: folder };
    expect((await firsttouch(tinyRun, folder, state)).code).toBe(0);
    expect((await firsttouch([...oneArm, '--no-ledger'], folder, state)).code).toBe(0);
    expect(existsSync(join(folder, 'firsttouch'))).toBe(false);
  });

  test('does not fail for a ledger that it cannot write: a note says so', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    const run = await firsttouch(oneArm, folder, { XDG_STATE_HOME: join(folder, 'file') });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr.replaceAll(/\s+/g, ' ')).toMatch(/^note: the A\/A results .* could not be added/);
  });

  test('leaves a last line that was cut off alone', async () => {
    const folder = temporaryFolder();
    const path = writeLedger(folder, `${entryLine(0)}{"at":"20`);
    expect((await firsttouch(oneArm, folder, { XDG_STATE_HOME: folder })).code).toBe(0);
    expect(readFileSync(path, 'utf8').startsWith(`${entryLine(0)}{"at":"20\n{`)).toBe(true);
    expect(await trustIn(folder)).toMatchObject({ comparisons: 2, damagedLines: 1 });
  });
});

describe('trust', () => {
  test('with an empty ledger says what to do', async () => {
    const folder = temporaryFolder();
    const outcome = await firsttouch(['trust'], folder, { XDG_STATE_HOME: folder });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout.replaceAll(/\s+/g, ' ')).toContain('start with `firsttouch run malloc-vs-mmap');
    expect(await trustIn(folder)).toMatchObject({ comparisons: 0, rate: null });
  });

  test('counts comparisons, and damaged lines apart, within 80 columns', async () => {
    const folder = temporaryFolder();
    const path = writeLedger(folder, Array.from({ length: 30 }, (_, cell) => entryLine(cell)).join(''));
    appendFileSync(path, 'scribble\n{}\n');
    const outcome = await firsttouch(['trust'], folder, { XDG_STATE_HOME: folder });
    const text = outcome.stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain('30 A/A comparisons since 2026-01-02: in 0 the interval');
    expect(text).toContain('0 % (0 %..12 %)');
    expect(text).toContain('2 lines of it damaged, and left out');
    expect(tooLong(outcome.stdout)).toEqual([]);
    expect(await trustIn(folder)).toMatchObject({ comparisons: 30, damagedLines: 2, file: path });
  });

  test('that cannot read its ledger says so', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'firsttouch', 'ledger.jsonl'), { recursive: true });
    const outcome = await firsttouch(['trust'], folder, { XDG_STATE_HOME: folder });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('EISDIR');
  });
});
