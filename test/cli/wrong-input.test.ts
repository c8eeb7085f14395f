/** Wrong input: exit code 2, one message that names the wrong word, something to try, and nothing else. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firsttouch, type Outcome, temporaryFolder } from './fixture.ts';

function expectUsageProblem(outcome: Outcome, ...words: readonly string[]): void {
  expect(outcome.code, outcome.stderr).toBe(2);
  expect(outcome.stdout).toBe('');
  // The message is wrapped: a phrase may stand on two lines.
  const told = outcome.stderr.replaceAll(/\s+/g, ' ');
  expect(told).toMatch(/^firsttouch: /);
  for (const word of words) expect(told).toContain(word);
  expect(outcome.stderr).toContain('\n  try: ');
  expect(outcome.stderr).not.toMatch(/^ {4}at /m);
}

/** Runs and expects a problem, and that no file was left. */
async function expectRefused(args: readonly string[], ...words: readonly string[]): Promise<void> {
  const folder = temporaryFolder();
  expectUsageProblem(await firsttouch(args, folder), ...words);
  expect(readdirSync(folder)).toEqual([]);
}

const small = ['run', 'malloc-vs-mmap', '--size', '4KiB', '--blocks', '3', '--budget', '5s'];

test.each([
  ['0', 'less than one byte'],
  ['-1', 'not a size'],
  ['1e99', 'not a size'],
  ['abc', 'not a size'],
  ['', 'is empty'],
  ['12 parsecs', "unknown unit 'parsecs'"],
  ['5GiB..1GiB', 'ends before it begins'],
  ['4KiB..', 'without an end'],
  ['..4KiB', 'without an end'],
  ['4KiB..1GiB:x1', 'factor'],
  ['1.0000001KiB', 'not a whole number of bytes'],
  ['4KiB,abc', 'not a size'],
])("the size '%s' is refused: %s", async (size, why) => {
  const part = size.split(',').at(-1) ?? '';
  await expectRefused(
    ['run', 'malloc-vs-mmap', '--size', size, '--blocks', '3', '--budget', '5s'],
    `'${part}'`,
    why,
  );
});

test('a size that the machine does not hold is refused with what it may ask for', async () => {
  const args = ['run', 'malloc-vs-mmap', '--size', '100000GiB', '--blocks', '3', '--budget', '5s'];
  await expectRefused(args, '97.7 TiB', 'a trial may ask for');
});

test('a size over --memory-limit is refused, and the limit named', async () => {
  await expectRefused([...small, '--size', '2MiB', '--memory-limit', '1MiB'], '2 MiB', '--memory-limit');
});

test.each<[string[], ...string[]]>([
  [['pots'], "'pots'", "Did you mean 'post'?"],
  [['run', 'pots'], "'pots'", "Did you mean 'post'?"],
  [['lst'], "'lst'", "Did you mean 'list'?"],
  [['run', 'qqqqqqqqqq'], "'qqqqqqqqqq'", 'the experiments are'],
  [['run', '--bugdet', '5s'], "'--bugdet'", 'Did you mean --budget?'],
  [['list', '--format', 'xml'], "'xml'", 'json'],
  [['machine', '--format', 'xml'], "'xml'", 'json'],
  [['run', '--format', 'xml'], "'xml'", 'json'],
  [['show', 'x', '--format', 'jsno'], "'jsno'", "Did you mean 'json'?"],
  [['show'], "'run'", 'missing'],
  [['run', 'post', 'more'], "'run'", 'too many arguments'],
  [['run', '--size'], '--size', 'missing'],
])('`firsttouch %j` is refused by name: %s, %s', async (args, ...words) => {
  await expectRefused(args, ...words);
});

test.each<[string[], ...string[]]>([
  [['--arm', 'maloc'], "'maloc'", "Did you mean 'malloc'?"],
  [['--arm', ''], "''"],
  [['--arm', 'malloc/write-al'], "'write-al'", "Did you mean 'write-all'?"],
  [['--arm', 'malloc;thp'], "'thp'", 'NAME=VALUE'],
  [['--arm', 'malloc;LD_PRELOAD=x.so'], 'LD_PRELOAD'],
  [['--arm', 'malloc', '--arm', 'malloc'], "'malloc'", 'twice'],
  [['--preload', '/no/such.so'], "'/no/such.so'", 'no such file'],
  [['--preload', 'nosuch'], "'nosuch'", 'neither an allocator nor a path'],
  [['--arm', 'mmap-private@/proc/self/exe'], 'mmap-private', 'does not call malloc'],
  [['--cpu', '9999'], '9999', 'allowed are'],
  [['--cpu', 'first'], "'first'"],
  [['--budget', '-5s'], "'-5s'"],
  [['--budget', '0'], "'0'"],
  [['--budget', 'soon'], "'soon'"],
  [['--blocks', '0'], "'0'"],
  [['--blocks', '1.5'], "'1.5'"],
  [['--precision', '0%'], "'0%'"],
  [['--precision', '200%'], "'200%'"],
  [['--equivalence', 'tight'], "'tight'"],
  [['--seed', '-1'], "'-1'"],
  [['--seed', 'abc'], "'abc'"],
  [['--memory-limit', '4KiB..1GiB'], "'4KiB..1GiB'"],
])('an arm or option of `run` is refused by name: %j, %s', async (extra, ...words) => {
  await expectRefused([...small, ...extra], ...words);
});

test('--resume with a setting of its own is refused', async () => {
  await expectRefused(['run', '--resume', 'x.jsonl', '--size', '4KiB'], '--size', '--resume');
});

test('an --out that exists is refused, and left as it is', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'mine.txt'), 'precious');
  expectUsageProblem(await firsttouch([...small, '--out', 'mine.txt'], folder), "'mine.txt'", 'exists');
  expect(readdirSync(folder)).toEqual(['mine.txt']);
});

test('an --out below a file is refused by name', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expectUsageProblem(await firsttouch([...small, '--out', 'file/run.jsonl'], folder), "'file/run.jsonl'");
});

test('an --out in a folder where nothing can be made is refused at once, /proc too', async () => {
  await expectRefused([...small, '--out', '/proc/firsttouch/run.jsonl'], "'/proc/firsttouch/run.jsonl'");
  await expectRefused([...small, '--out', '/proc/run.jsonl'], "'/proc/run.jsonl'");
});

test.each(['show', 'resume'])('what is no run file is refused by name: %s', async (how) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'folder'));
  const bytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 2654435761) >>> 24));
  writeFileSync(join(folder, 'random'), bytes);
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'other.json'), '{"hello":"world"}\n');
  writeFileSync(join(folder, 'list.json'), '[1,2]\n');
  writeFileSync(join(folder, 'newer.jsonl'), '{"kind":"run","formatVersion":999}\n');
  writeFileSync(join(folder, 'cut.jsonl'), '{"kind":"run","formatVersion":1');
  const expected: Record<string, string> = {
    'missing.jsonl': 'ENOENT',
    folder: 'not a file',
    empty: 'empty',
    random: 'line 1',
    'other.json': 'not the header',
    'list.json': 'not a JSON object',
    'newer.jsonl': 'newer firsttouch',
    'cut.jsonl': 'no whole line',
  };
  const before = readdirSync(folder);
  for (const [name, why] of Object.entries(expected)) {
    const args = how === 'show' ? ['show', name] : ['run', '--resume', name];
    expectUsageProblem(await firsttouch(args, folder), `'${name}'`, why);
  }
  expect(readdirSync(folder)).toEqual(before);
});
