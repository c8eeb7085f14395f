/** Runs broken off by Ctrl-C, kill -9 and a full disk: nothing measured is lost, and no process is left. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  countTimed,
  eventually,
  firsttouch,
  main,
  type Outcome,
  probesAlive,
  readRecords,
  type Started,
  start,
  startFirsttouch,
  temporaryFolder,
} from './fixture.ts';

/** Two arms that do not differ, and a precision out of reach: the run does not end by itself while a test looks on. */
const longRun = (
  'run malloc-vs-mmap --arm malloc --arm malloc;SAME=1 --size 64KiB --budget 30s ' +
  '--blocks 1000000 --precision 0.01% --equivalence 0.01% --out run.jsonl'
).split(' ');

/** The long run in a shell that lets it write files of so many KiB at most: what a full disk answers. */
function runWithRoom(kib: number, folder: string): Promise<Outcome> {
  const words = [process.execPath, main, ...longRun].map((word) => `'${word}'`);
  return start(['bash', '-c', `ulimit -f ${kib}; exec ${words.join(' ')}`], folder).ended;
}

/** Starts the long run and waits until it is in the middle of timed trials. */
async function startLongRun(folder: string): Promise<Started> {
  const started = startFirsttouch(longRun, folder);
  expect(await eventually(() => countTimed(join(folder, 'run.jsonl')) >= 9)).toBe(true);
  expect(probesAlive()).not.toEqual([]);
  return started;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends a run with its findings, an end record and no process left; --resume goes on',
  async (signal) => {
    const folder = temporaryFolder();
    const path = join(folder, 'run.jsonl');
    const { child, ended } = await startLongRun(folder);
    child.kill(signal);
    const outcome = await ended;
    expect(outcome).toMatchObject({ code: 130, stderr: '' });
    expect(outcome.stdout).toContain('\nCompared\n');
    expect(outcome.stdout.replaceAll(/\s+/g, ' ')).toContain(
      'interrupted; the verdicts are those that stood then',
    );
    expect(probesAlive()).toEqual([]);
    expect(readRecords(path).at(-1)).toMatchObject({ kind: 'end', reason: 'interrupted' });

    const before = countTimed(path);
    const blocks = String(Math.ceil(before / 3) + 3);
    const resumed = await firsttouch(['run', '--resume', 'run.jsonl', '--blocks', blocks], folder);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(countTimed(path)).toBeGreaterThan(before);
    expect(readRecords(path).at(-1)).toMatchObject({ kind: 'end', reason: 'blocks' });
  },
);

test('two Ctrl-C in a row leave a readable file and no process', async () => {
  const folder = temporaryFolder();
  const { child, ended } = await startLongRun(folder);
  child.kill('SIGINT');
  child.kill('SIGINT');
  // No code where the second came while Node itself was leaving: then the signal ended it, which a shell calls 130 too.
  expect([130, null]).toContain((await ended).code);
  expect([null, 'SIGINT']).toContain(child.signalCode);
  expect(await eventually(() => probesAlive().length === 0)).toBe(true);
  expect((await firsttouch(['show', 'run.jsonl'], folder)).code).toBe(0);
});

test('kill -9 leaves no probe and a run file that can be shown and resumed', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'run.jsonl');
  const { child, ended } = await startLongRun(folder);
  child.kill('SIGKILL');
  await ended;
  expect(await eventually(() => probesAlive().length === 0)).toBe(true);
  const shown = await firsttouch(['show', 'run.jsonl'], folder);
  expect(shown.code, shown.stderr).toBe(0);
  expect(shown.stdout.replaceAll(/\s+/g, ' ')).toContain('the run was killed before its end');
  const blocks = String(Math.ceil(countTimed(path) / 3) + 2);
  const resumed = await firsttouch(['run', '--resume', 'run.jsonl', '--blocks', blocks], folder);
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(probesAlive()).toEqual([]);
});

test('a full disk in mid-run ends it with the verdicts that stand, the file named and whole lines in it', async () => {
  const folder = temporaryFolder();
  await firsttouch([...longRun.slice(0, -1), 'short.jsonl', '--blocks', '1'], folder);
  const headerBytes = readFileSync(join(folder, 'short.jsonl')).indexOf(10);
  const outcome = await runWithRoom(Math.ceil(headerBytes / 1024) + 12, folder);
  expect(outcome.code, outcome.stderr).toBe(3);
  expect(outcome.stderr).toContain("'run.jsonl'");
  expect(outcome.stderr).toContain('\n  try: ');
  expect(outcome.stderr).not.toMatch(/^ {4}at /m);
  expect(outcome.stdout).toContain('\nCompared\n');
  const text = readFileSync(join(folder, 'run.jsonl'), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  expect(readRecords(join(folder, 'run.jsonl')).length).toBeGreaterThan(10);
  expect(probesAlive()).toEqual([]);
  expect((await firsttouch(['show', 'run.jsonl'], folder)).code).toBe(0);
});

test('a disk too full for the header ends the run before anything is measured', async () => {
  const folder = temporaryFolder();
  await firsttouch(['list'], folder); // compiles the probe, which needs room too
  const outcome = await runWithRoom(2, folder);
  expect(outcome).toMatchObject({ code: 3, stdout: '', stderr: expect.stringContaining("'run.jsonl'") });
  expect(outcome.stderr).not.toMatch(/^ {4}at /m);
});
