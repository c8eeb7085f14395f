/** What the commands print: 80 columns, plain text in a pipe, json alone on stdout. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { experiments } from '../../src/experiments/index.ts';
import { version } from '../../src/model/version.ts';
import { firsttouch, main, parseFindings, start, temporaryFolder, tinyRun, tooLong } from './fixture.ts';

const escapeCharacter = String.fromCharCode(27);

test.each(
  ['', 'run ', 'compare ', 'list ', 'machine ', 'show ', 'trust ', 'schema '].map(
    (command) => `${command}--help`,
  ),
)('the help of `firsttouch %s` fits 80 columns and ends in examples', async (command) => {
  const folder = temporaryFolder();
  const { code, stdout, stderr } = await firsttouch(command.split(' '), folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).toMatch(/\nExamples?:\n {2}firsttouch/);
  expect(stdout.indexOf('\nExample')).toBeGreaterThan(stdout.indexOf('Options:'));
  expect(readdirSync(folder)).toEqual([]);
});

test('--version prints the version and nothing else', async () => {
  expect(await firsttouch(['--version'], temporaryFolder())).toEqual({
    code: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
});

describe('list', () => {
  test('names every experiment, strategy and pattern within 80 columns, each followed by a space', async () => {
    const folder = temporaryFolder();
    const text = (await firsttouch(['list'], folder)).stdout;
    const list = JSON.parse((await firsttouch(['list', '--format', 'json'], folder)).stdout) as {
      experiments: { name: string }[];
      strategies: { name: string; calibrates?: number }[];
      patterns: { name: string }[];
    };
    expect(tooLong(text)).toEqual([]);
    expect(list.experiments.map((one) => one.name)).toEqual(experiments.map((one) => one.name));
    // What only calibrates is no arm to choose.
    const waysIn = list.strategies.filter((one) => !one.calibrates);
    const names = [...list.experiments, ...waysIn, ...list.patterns].map((one) => one.name);
    expect(text).not.toContain('null-call');
    for (const name of names) expect(text).toContain(`\n  ${name} `);
    expect(names).toEqual(
      expect.arrayContaining(['post', 'malloc', 'mmap-populate-write', 'memfd', 'write-all']),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is the same strategies as the folder of the probe holds', async () => {
    const outcome = await firsttouch(['list', '--format', 'json'], temporaryFolder());
    const { strategies } = JSON.parse(outcome.stdout) as { strategies: { name: string }[] };
    const files = readdirSync(join(main, '../../../probe/strategies')).filter((file) => file.endsWith('.c'));
    const shared = ['allocator.c', 'anonymous.c'];
    const expected = files.filter((file) => !shared.includes(file)).map((file) => file.slice(0, -2));
    expect(strategies.map((one) => one.name).sort()).toEqual(expected.sort());
  });
});

test('machine tells the kernel, in text and in json', async () => {
  const folder = temporaryFolder();
  const text = await firsttouch(['machine'], folder);
  const json = await firsttouch(['machine', '--format', 'json'], folder);
  const document = JSON.parse(json.stdout) as { machine: { kernel: { release: { value: string } } } };
  expect(text.stdout).toContain(`release: ${document.machine.kernel.release.value}`);
  expect(Object.keys(document)).toEqual(['machine', 'state', 'memoryBudget', 'probe']);
  expect(tooLong(text.stdout)).toEqual([]);
  expect([text.stderr, json.stderr]).toEqual(['', '']);
});

test('schema is a JSON Schema of draft 7 that requires what a finding carries', async () => {
  const { stdout } = await firsttouch(['schema'], temporaryFolder());
  const schema = JSON.parse(stdout);
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(schema.required).toEqual(['firsttouch', 'run', 'findings']);
  const members = 'kind experiment arm reference sizeBytes phase ratio interval n verdict sentence';
  expect(schema.properties.findings.items.required).toEqual(expect.arrayContaining(members.split(' ')));
});

describe('a run in a pipe', () => {
  test.each([{}, { NO_COLOR: '1' }, { FORCE_COLOR: '1', NO_COLOR: '1' }])(
    'prints no escape sequence and keeps 80 columns: %j',
    async (environment) => {
      // Node itself, from version 22 on, warns about the pair of variables.
      const quiet = { ...environment, NODE_NO_WARNINGS: '1' };
      const run = await firsttouch(tinyRun, temporaryFolder(), quiet);
      expect(run.code, run.stderr).toBe(0);
      expect(run.stdout).not.toContain(escapeCharacter);
      expect(run.stderr).toBe('');
      expect(tooLong(run.stdout)).toEqual([]);
    },
  );

  test('a terminal shows colour, unless NO_COLOR is set', async (ctx) => {
    const folder = temporaryFolder();
    const on = (environment: Record<string, string>) =>
      start(['script', '-qec', `'${process.execPath}' '${main}' list`, '/dev/null'], folder, {
        TERM: 'xterm',
        ...environment,
      }).ended;
    const coloured = await on({}).catch(() => ctx.skip('script (util-linux) is not installed'));
    expect(coloured.stdout).toContain(escapeCharacter);
    expect((await on({ NO_COLOR: '1' })).stdout).not.toContain(escapeCharacter);
  });

  test('whose reader leaves after a line is no error', async () => {
    const command = `'${process.execPath}' '${main}' list | head -1; echo "codes \${PIPESTATUS[@]}"`;
    const { stdout, stderr } = await start(['bash', '-c', command], temporaryFolder()).ended;
    expect(stdout).toBe('Experiments (firsttouch run NAME)\ncodes 0 0\n');
    expect(stderr).toBe('');
  });

  test('whose reader has left before anything is printed still finishes its run file', async () => {
    const folder = temporaryFolder();
    const command = `'${process.execPath}' '${main}' ${tinyRun.join(' ')} | true; echo "codes \${PIPESTATUS[@]}"`;
    const { stdout, stderr } = await start(['bash', '-c', command], folder).ended;
    expect({ stdout, stderr }).toEqual({ stdout: 'codes 0 0\n', stderr: '' });
    expect((await firsttouch(['show', 'run.jsonl'], folder)).stdout).toContain('12 trials');
  });
});

test('a decimal size is remarked on stderr, and stdout is json alone', async () => {
  const folder = temporaryFolder();
  const outcome = await firsttouch(
    [...tinyRun.map((word) => (word === '4KiB' ? '8kB' : word)), '--format', 'json'],
    folder,
  );
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toContain('8kB is decimal: 8,000 bytes');
  expect(parseFindings(outcome).findings.some((finding) => finding.sizeBytes === 8000)).toBe(true);
});

test('a run without --out leaves its file in firsttouch-runs, named after its experiment', async () => {
  const folder = temporaryFolder();
  const outcome = await firsttouch(tinyRun.slice(0, -2), folder);
  const [name = ''] = readdirSync(join(folder, 'firsttouch-runs'));
  expect(name).toMatch(/^malloc-vs-mmap-\d{8}-\d{6}\.jsonl$/);
  expect(outcome.stdout.replaceAll(/\s+/g, ' ')).toContain(`Run file: firsttouch-runs/${name}`);
});

test('ways-in measures every strategy that this machine has', async () => {
  const folder = temporaryFolder();
  const args = [
    'run',
    'ways-in',
    '--size',
    '64KiB',
    '--blocks',
    '2',
    '--budget',
    '20s',
    '--out',
    'run.jsonl',
  ];
  const run = await firsttouch(args, folder);
  expect(run.code, run.stderr).toBe(0);
  expect(tooLong(run.stdout)).toEqual([]);
  const { findings } = parseFindings(await firsttouch(['show', 'run.jsonl', '--format', 'json'], folder));
  const arms = findings.filter((finding) => finding.kind === 'estimate').map((finding) => finding.arm);
  expect(arms).toEqual(expect.arrayContaining(['malloc', 'mmap-private', 'mmap-populate', 'memfd', 'brk']));
});

test("post repeats the program's own lines", { timeout: 90_000 }, async () => {
  const folder = temporaryFolder();
  const args = ['run', 'post', '--size', '1MiB', '--blocks', '3', '--budget', '20s', '--out', 'run.jsonl'];
  const run = await firsttouch(args, folder);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout.match(/Experiment took \d+\.\d{6} secs/g)?.length).toBeGreaterThan(10);
  expect(run.stdout).toContain('Malloc allocation and zeroing:');
  expect(tooLong(run.stdout)).toEqual([]);
  const lines = readFileSync(join(folder, 'run.jsonl'), 'utf8').split('\n');
  // None where processes may not be held.
  expect([0, 2]).toContain(lines.filter((line) => line.startsWith('{"kind":"event","what":"layout"')).length);
  expect(run.stdout).not.toContain('held at its end');
});
