/** What an arm may say on the command line: refused by name where it means nothing, and done where it does. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firsttouch, parseFindings, readRecords, temporaryFolder } from './fixture.ts';

const small = ['--size', '4KiB', '--blocks', '3', '--budget', '5s'];

test.each<[string, string, ...string[]]>([
  ['ways-in', 'malloc/read-page', "'malloc/read-page'", 'every pattern'],
  ['malloc-vs-mmap', 'malloc;thp=always', "'thp=always'", 'thp=never'],
  ['malloc-vs-mmap', 'malloc;thp=', "'thp='", 'thp=never'],
  ['malloc-vs-mmap', 'malloc/write-page/zzz', "'malloc/write-page/zzz'", 'two patterns'],
  ['malloc-vs-mmap', 'malloc/', "''", 'pattern'],
  ['malloc-vs-mmap', 'malloc;=x', "'=x'", 'NAME=VALUE'],
])('run %s --arm %s is refused by name: %s, %s', async (experiment, arm, ...words) => {
  const folder = temporaryFolder();
  const outcome = await firsttouch(['run', experiment, '--arm', arm, ...small], folder);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  const told = outcome.stderr.replaceAll(/\s+/g, ' ');
  expect(told).toMatch(/^firsttouch: /);
  for (const word of words) expect(told).toContain(word);
  expect(outcome.stderr).toContain('\n  try: ');
  expect(outcome.stderr).not.toMatch(/^ {4}at /m);
  expect(readdirSync(folder)).toEqual([]);
});

test('an arm that writes a fraction touches a quarter of the pages, and the file says so', async () => {
  const folder = temporaryFolder();
  const arm = 'mmap-private/write-fraction';
  const args = 'run malloc-vs-mmap --size 1MiB --blocks 3 --budget 10s --format json --out run.jsonl';
  const outcome = await firsttouch([...args.split(' '), '--arm', arm], folder);
  expect(outcome.code, outcome.stderr).toBe(0);
  const document = parseFindings(outcome);
  expect(document.run.refused).toBe(0);
  const estimate = document.findings.find((finding) => finding.kind === 'estimate');
  expect(estimate).toMatchObject({
    arm,
    n: 3,
    figures: { 'first-touchFaults': 64, 'second-touchFaults': 0 },
  });
  const timed = readRecords(join(folder, 'run.jsonl')).filter((record) => record.role === 'timed');
  const faults = timed.flatMap(({ steps }) =>
    (steps as { samples: number[][] }[]).map((step) => step.samples[1]?.[1]),
  );
  expect(faults).toEqual([64, 64, 64, 64, 64, 64]);
});

test('an arm that touches another way than the reference is compared under its own name', async () => {
  const folder = temporaryFolder();
  const arms = ['mmap-private', 'mmap-private/write-page'].flatMap((arm) => ['--arm', arm]);
  const args = ['run', 'malloc-vs-mmap', ...arms, ...small, '--format', 'json'];
  const outcome = await firsttouch(args, folder);
  expect(outcome.code, outcome.stderr).toBe(0);
  const comparison = parseFindings(outcome).findings.find((finding) => finding.kind === 'comparison');
  expect(comparison).toMatchObject({ arm: 'mmap-private/write-page', reference: 'mmap-private', n: 3 });
  expect(comparison?.figures).toMatchObject({ pattern: 'write-page' });
});

test('the example of the help that names patterns is one that runs', async () => {
  const { stdout } = await firsttouch(['run', '--help'], temporaryFolder());
  const example = /firsttouch (run \S+ --arm \S+\/\S+ --arm \S+)/.exec(stdout)?.[1] ?? '';
  const args = [...example.split(' '), '--size', '64KiB', '--blocks', '2', '--budget', '5s'];
  const run = await firsttouch(args, temporaryFolder());
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain('read-page');
});
