/** `claims` and `explain` as a user types them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { claimsDocumentSchema } from '../../src/model/claims-document.ts';
import {
  eventually,
  firsttouch,
  probesAlive,
  readRecords,
  startFirsttouch,
  temporaryFolder,
  tooLong,
} from './fixture.ts';

test('a claim is put to the test, shown from its file, exported, and explained', async () => {
  const folder = temporaryFolder();
  const run = await firsttouch(['claims', 'a20', '--out', 'run.jsonl', '--seed', '7'], folder);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toMatch(/^ {2}A20 +supported +anonymous memory is initialised to zero$/m);
  expect(run.stdout).toContain('1 supported, 0 refuted, 0 unresolved, 0 unavailable');
  expect(tooLong(run.stdout)).toEqual([]);
  expect(readRecords(join(folder, 'run.jsonl'))[0]).toMatchObject({
    plan: { name: 'claims' },
    settings: { seed: 7 },
  });

  expect((await firsttouch(['show', 'run.jsonl'], folder)).stdout).toBe(run.stdout);

  expect(run.stdout.match(/^ {2}[ABK]\d+ /gm)).toHaveLength(1);

  const json = await firsttouch(['show', 'run.jsonl', '--format', 'json'], folder);
  const document = v.parse(claimsDocumentSchema, JSON.parse(json.stdout));
  expect(document.claims).toMatchObject([{ id: 'A20', verdict: 'supported', needs: ['zeroed-memory/scan'] }]);
  expect(document.summary).toEqual({ supported: 1, refuted: 0, unresolved: 0, unavailable: 0 });

  const explained = await firsttouch(['explain', 'A20', 'run.jsonl'], folder);
  for (const title of ['Verdict', 'Prediction', 'Observed', 'Mechanism', 'Caveats', 'Who says it'])
    expect(explained.stdout).toMatch(new RegExp(`^${title}`, 'm'));
  expect(explained.stdout).toContain('scan minor faults');
});

test('a claim that does not exist is refused, with the one that was meant', async () => {
  const folder = temporaryFolder();
  for (const args of [
    ['claims', 'A99'],
    ['explain', 'A99'],
  ]) {
    const outcome = await firsttouch(args, folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain("there is no claim 'A99'");
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a claim whose evidence is not in the file is not explained from it', async () => {
  const folder = temporaryFolder();
  await firsttouch(
    ['run', 'malloc-vs-mmap', '--no-why', '--size', '4KiB', '--blocks', '3', '--out', 'run.jsonl'],
    folder,
  );
  const outcome = await firsttouch(['explain', 'A20', 'run.jsonl'], folder);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('has not the evidence for A20');
});

test('a folder for files that is none is refused', async () => {
  const folder = temporaryFolder();
  const outcome = await firsttouch(['claims', 'A20', '--directory', 'nowhere'], folder);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('--directory nowhere is not a folder');
  expect(readdirSync(folder)).toEqual([]);
});

test('an experiment of scenarios has arms of its own', async () => {
  const folder = temporaryFolder();
  const outcome = await firsttouch(['run', 'zeroed-memory', '--arm', 'malloc'], folder);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr.replaceAll(/\s+/g, ' ')).toContain(
    'zeroed-memory has arms of its own and takes no --arm',
  );
});

test('an experiment of scenarios shows what each arm read, and what that says about claims', async () => {
  const folder = temporaryFolder();
  const run = await firsttouch(['run', 'zeroed-memory', '--size', '1MiB', '--out', 'run.jsonl'], folder);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain('Observed');
  expect(run.stdout).toMatch(/^ {2}A20 +supported/m);
  expect(tooLong(run.stdout)).toEqual([]);
});

test('a run of claims that is interrupted keeps what it has, and leaves nothing running', async () => {
  const folder = temporaryFolder();
  const { child, ended } = startFirsttouch(['claims', '--out', 'run.jsonl'], folder);
  const path = join(folder, 'run.jsonl');
  await eventually(() => {
    try {
      return readRecords(path).length > 5;
    } catch {
      return false;
    }
  });
  child.kill('SIGINT');
  const outcome = await ended;
  expect(outcome.code).toBe(130);
  expect(outcome.stdout).toContain('The run was interrupted');
  expect(await eventually(() => probesAlive().length === 0)).toBe(true);
  const last = readRecords(path).at(-1);
  expect(last).toMatchObject({ kind: 'end', reason: 'interrupted' });
});
