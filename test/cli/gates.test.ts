/** Gates as the command line answers them: what is printed, what the file keeps, and the exit codes. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serializeRunLine } from '../../src/model/run-line.ts';
import { comparisonOf, headerOf, machineState, planOf, trialOf } from '../analysis/fixture.ts';
import { firsttouch, parseFindings, temporaryFolder, tinyRun } from './fixture.ts';

/** A recorded run of 60 blocks in which mmap-private takes 1.2 times as long as malloc. */
function writeRecordedRun(folder: string): void {
  const factors = [1, 1.2, 1];
  const records = Array.from({ length: 60 }, (_, block) =>
    factors.map((factor, arm) =>
      trialOf({
        block,
        arm,
        position: arm,
        touchNs: 1e6 * factor * (1 + (((block * 7 + arm * 3) % 11) - 5) / 1000),
      }),
    ),
  ).flat();
  const end = {
    kind: 'end',
    reason: 'decided',
    atMs: 9,
    sentence: 'done',
    after: machineState,
    changes: [],
  } as const;
  const lines = [headerOf(planOf(comparisonOf())), ...records, end].map(serializeRunLine);
  writeFileSync(join(folder, 'run.jsonl'), lines.join(''));
}

describe('show with gates', () => {
  test.each<[number, ...string[]]>([
    [0, '--gate', 'total of mmap-private <= 1.5 x malloc'],
    [1, '--gate', 'total of mmap-private <= 1.1 x malloc'],
    [
      1,
      '--gate',
      'total of mmap-private <= 1.5 x malloc',
      '--gate',
      'total of malloc > 99 % of mmap-private',
    ],
    [0, '--gate', 'total of mmap-private <= 1.2 x malloc'],
    [1, '--gate', 'total of mmap-private <= 1.2 x malloc', '--gate-unresolved', 'fail'],
    [2, '--gate', 'total of mmap-private <= 1.5 x maloc'],
    [2, '--gate-unresolved', 'maybe'],
  ])('exits with %i: %s %s %s %s', async (code, ...args) => {
    const folder = temporaryFolder();
    writeRecordedRun(folder);
    const outcome = await firsttouch(['show', 'run.jsonl', ...args], folder);
    expect(outcome.code, outcome.stdout + outcome.stderr).toBe(code);
    expect(outcome.stderr.includes('note: 1 of 1 gates is unresolved')).toBe(args.join(' ').includes('1.2'));
  });

  test('tells them first', async () => {
    const folder = temporaryFolder();
    writeRecordedRun(folder);
    const gate = 'first-touch of mmap-private at 1MiB <= 1.1 x malloc';
    const { stdout } = await firsttouch(['show', 'run.jsonl', '--gate', gate], folder);
    expect(stdout).toContain('\nGates\n  - violated: first-touch of mmap-private <= 1.1 x malloc at 1 MiB:');
    expect(stdout.indexOf('Gates')).toBeLessThan(stdout.indexOf('Medians'));
    const json = parseFindings(
      await firsttouch(['show', 'run.jsonl', '--format', 'json', '--gate', gate], folder),
    );
    expect(json.findings[0]).toMatchObject({ kind: 'gate', figures: { outcome: 'violated', bound: 1.1 } });
  });
});

describe('run with gates', () => {
  const gate = 'total of mmap-private <= 1.5 x malloc';

  test('keeps them in its file, where show and --resume find them', async () => {
    const folder = temporaryFolder();
    const run = await firsttouch([...tinyRun, '--gate', gate], folder);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain('note: 1 of 1 gates is unresolved');
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'Gates - unresolved: total of mmap-private <= 1.5 x malloc at 4 KiB',
    );
    const shown = await firsttouch(['show', 'run.jsonl', '--gate-unresolved', 'fail'], folder);
    expect([shown.code, shown.stdout]).toEqual([1, run.stdout]);
    const resumed = await firsttouch(['run', '--resume', 'run.jsonl', '--gate-unresolved', 'fail'], folder);
    expect(resumed.code, resumed.stderr).toBe(1);
  });

  test('refuses a misspelt one before anything is measured', async () => {
    const folder = temporaryFolder();
    const run = await firsttouch([...tinyRun, '--gate', gate.replace('mmap-private', 'mmap-privat')], folder);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr.replaceAll(/\s+/g, ' ')).toContain("Did you mean 'mmap-private'?");
    expect(readdirSync(folder)).toEqual([]);
  });
});
