/** `firsttouch compare` on real commands: what it prints, leaves and refuses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FindingsDocument } from '../../src/model/finding.ts';
import {
  firsttouch,
  main,
  type Outcome,
  parseFindings,
  readRecords,
  start,
  temporaryFolder,
  tooLong,
} from './fixture.ts';

const shell = "sh -c 'exit 0'";
const compare = (args: readonly string[], folder: string): Promise<Outcome> =>
  firsttouch(['compare', '--seed', '7', '--out', 'run.jsonl', ...args], folder);
const phasesOf = ({ findings }: FindingsDocument): (string | null)[] =>
  findings.filter(({ kind }) => kind === 'comparison').map(({ phase }) => phase);

describe('two commands', () => {
  test('are compared in 80 columns, and the same is shown from the run file', async () => {
    const folder = temporaryFolder();
    const run = await compare(['-r', '4', '--', shell, 'cat | cat'], folder);
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(tooLong(run.stdout)).toEqual([]);
    expect(run.stdout).toContain('cat | cat (through /bin/sh -c)');
    expect(run.stdout).toContain("sh -c 'exit 0' (run directly)");
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain('18 trials (0 refused)');
    expect((await firsttouch(['show', 'run.jsonl'], folder)).stdout).toBe(run.stdout);
  });

  test('have wall clock, CPU time, faults and peak memory as findings', async (ctx) => {
    const folder = temporaryFolder();
    const outcome = await compare(['-r', '3', '--format', 'json', '--', shell, 'true'], folder);
    const peak = readRecords(join(folder, 'run.jsonl')).find((record) => record.peak)?.peak as {
      state: string;
    };
    if (peak.state === 'unavailable') ctx.skip('the kernel lets no command be traced here');
    expect(phasesOf(parseFindings(outcome))).toEqual(['wall', 'cpu', 'minor-faults', 'peak-memory']);
  });

  test('leave a run file, an export, and nothing else', async () => {
    const folder = temporaryFolder();
    await compare(['-r', '2', '-L', 'n', '1,2', '--export-json', 't.json', '--', 'test {n} = {n}'], folder);
    expect(readdirSync(folder).sort()).toEqual(['run.jsonl', 't.json']);
    const { results } = JSON.parse(readFileSync(join(folder, 't.json'), 'utf8')) as { results: unknown[] };
    expect(results).toMatchObject([
      { command: 'test 1 = 1', exit_codes: [0, 0], parameters: { n: '1' } },
      { command: 'test 2 = 2', exit_codes: [0, 0], parameters: { n: '2' } },
    ]);
  });

  test('that print other things are told', async () => {
    const run = await compare(
      ['-r', '1', '--check-output', '--', 'echo a', 'echo b', 'printf "a\\n"'],
      temporaryFolder(),
    );
    const text = run.stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain("the commands print different things: 'echo b' prints 2 bytes, 'echo a' 2 bytes");
    expect(text).not.toContain('printf "a\\n"\' prints');
  });

  test('have their input, their environment and their hooks', async () => {
    const folder = temporaryFolder();
    const args = ['-r', '1', '-s', 'echo setup > in', '-p', 'echo prepare >> in', '-c', 'echo cleanup >> in'];
    const run = await compare(
      [...args, '--input', 'in', '--output', 'out', '--', 'cat; echo "$XDG_CACHE_HOME"'],
      folder,
    );
    expect(run.code, run.stderr).toBe(0);
    // Three witness trials, the command and its copy.
    const prepared = 'prepare\n'.repeat(5);
    expect(readFileSync(join(folder, 'in'), 'utf8')).toBe(`setup\n${prepared}cleanup\n`);
    expect(readFileSync(join(folder, 'out'), 'utf8')).toMatch(/^setup\n(prepare\n){5}\/.+\n$/);
  });

  test('print where the user reads, when they inherit his output', async () => {
    const run = await compare(
      ['-r', '1', '--show-output', '--', 'echo out; echo err >&2'],
      temporaryFolder(),
    );
    expect(run.stdout.match(/^out$/gm)).toHaveLength(5);
    expect(run.stderr).toBe('err\n'.repeat(5));
  });
});

test('a command that inherits a pipe may wait for its slow reader', async () => {
  const command = `'${process.execPath}' '${main}' compare -r 1 --show-output -- 'seq 1 100000' | { sleep 1; grep -c '^[0-9]*$'; }`;
  const { stdout, stderr } = await start(['bash', '-c', command], temporaryFolder()).ended;
  expect(stderr).toBe('');
  // Three witness trials, the command and its copy; and the empty lines of the report.
  expect(Number(stdout)).toBeGreaterThanOrEqual(500_000);
});

describe('what cannot be compared', () => {
  test.each([
    [[], /no command is named/],
    [['--', 'no-such-program'], /'no-such-program' cannot be executed: No such file or directory/],
    [['--', 'true', 'sh -c "exit 3"'], /ended with exit code 3, in witness trial 1/],
    [['--', 'kill -9 $$'], /was ended by signal 9/],
    [
      ['-p', 'exit 4', '--', 'true'],
      /the preparation \(--prepare\) of 'true', 'exit 4', ended with exit code 4/,
    ],
    [['--input', 'absent', '--', 'cat'], /absent' cannot be read: No such file or directory/],
    [['--export', '.', '--', 'true'], /the export '\.' cannot be written: it is a folder/],
    [['--export', 'absent/t.json', '--', 'true'], /the export 'absent\/t.json' cannot be written: ENOENT/],
    [['-r', '2', '-m', '3', '--', 'true'], /--runs says exactly how many/],
    [['-m', '3', '-M', '2', '--', 'true'], /--min-runs 3 is more than --max-runs 2/],
    [['--cpu', '9999', '--', 'true'], /CPU 9999 is not there/],
  ] as const)('%j is refused with its reason, and leaves no run file', async (args, reason) => {
    const folder = temporaryFolder();
    const { code, stdout, stderr } = await compare(args, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(reason);
    expect(stderr).toContain('\n  try: ');
    expect(existsSync(join(folder, 'run.jsonl'))).toBe(false);
  });

  test('counts where failures are ignored', async () => {
    const run = await compare(['-r', '2', '-i', '3', '--', 'exit 3'], temporaryFolder());
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout.replaceAll(/\s+/g, ' ')).toContain('failed in 2 of 2 executions (exit code 3)');
  });
});

test('two run files are compared without a verdict, and that is said first', async () => {
  const folder = temporaryFolder();
  for (const [name, blocks] of [
    ['a.jsonl', '12'],
    ['b.jsonl', '13'],
  ] as const)
    await firsttouch(['compare', '-r', blocks, '--out', name, '--', shell, 'true'], folder);
  const text = await firsttouch(['compare', 'a.jsonl', 'b.jsonl'], folder);
  expect(text).toMatchObject({ code: 0, stderr: '' });
  expect(tooLong(text.stdout)).toEqual([]);
  expect(text.stdout.split('\n').slice(2).join(' ')).toMatch(/^ *No paired design stands behind this/);
  const json = parseFindings(await firsttouch(['compare', 'a.jsonl', 'b.jsonl', '--format', 'json'], folder));
  expect(json.findings.map(({ verdict }) => verdict).filter(Boolean)).toEqual([]);
  expect(json.findings.filter(({ kind }) => kind === 'between-runs')).toHaveLength(2);
  const resumed = await firsttouch(['run', '--resume', 'a.jsonl'], folder);
  expect(resumed).toMatchObject({ code: 2, stdout: '' });
  expect(resumed.stderr).toContain('cannot be resumed');
});

test('run files that have nothing in common, or are not two, are refused', async () => {
  const folder = temporaryFolder();
  await firsttouch(['compare', '-r', '1', '--out', 'a.jsonl', '--', 'true'], folder);
  await firsttouch(['compare', '-r', '1', '--out', 'b.jsonl', '--', shell], folder);
  const apart = await firsttouch(['compare', 'a.jsonl', 'b.jsonl'], folder);
  expect(apart).toMatchObject({ code: 2, stdout: '' });
  expect(apart.stderr).toContain('have nothing in common');
  expect((await firsttouch(['compare', 'a.jsonl'], folder)).stderr).toContain('1 is named');
});
