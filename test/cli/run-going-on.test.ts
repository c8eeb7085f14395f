/** A run file that another process is still writing: --resume leaves it alone, and says whose it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  countTimed,
  eventually,
  firsttouch,
  probesAlive,
  readRecords,
  startFirsttouch,
  temporaryFolder,
} from './fixture.ts';

/** Two arms that do not differ, and a precision out of reach: only a signal ends it while the test looks on. */
const longRun = (
  'run malloc-vs-mmap --arm mmap-private --arm mmap-private;SAME=1 --size 4KiB --budget 20s ' +
  '--blocks 100000 --precision 0.01% --equivalence 0.01% --out run.jsonl'
).split(' ');

test('--resume of a run that is going on exits with 2, names its process and leaves it alone', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'run.jsonl');
  const { child, ended } = startFirsttouch(longRun, folder);
  expect(await eventually(() => countTimed(path) >= 9)).toBe(true);

  const refused = await firsttouch(['run', '--resume', 'run.jsonl'], folder);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  const told = refused.stderr.replaceAll(/\s+/g, ' ');
  expect(told).toContain(`'run.jsonl' is still being written by process ${child.pid} `);
  expect(refused.stderr).toContain('\n  try: ');
  expect(refused.stderr).not.toMatch(/^ {4}at /m);

  // It goes on: more is written after the refusal.
  const before = countTimed(path);
  expect(await eventually(() => countTimed(path) > before)).toBe(true);
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect(probesAlive()).toEqual([]);
  expect(readRecords(path).filter((record) => record.what === 'resumed')).toEqual([]);
  expect(readRecords(path).at(-1)).toMatchObject({ kind: 'end', reason: 'interrupted' });

  const blocks = String(Math.ceil(countTimed(path) / 3) + 2);
  const resumed = await firsttouch(['run', '--resume', 'run.jsonl', '--blocks', blocks], folder);
  expect(resumed.code, resumed.stderr).toBe(0);
});

test('a run that is going on can be shown, and its file stays as it is written', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'run.jsonl');
  const { child, ended } = startFirsttouch(longRun, folder);
  expect(await eventually(() => countTimed(path) >= 9)).toBe(true);
  const before = readFileSync(path);
  const shown = await firsttouch(['show', 'run.jsonl'], folder);
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout).toContain('\nCompared\n');
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
  expect(readFileSync(path).subarray(0, before.length).equals(before)).toBe(true);
});
