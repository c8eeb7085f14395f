/** `firsttouch trace` as it is typed: the command keeps what is its own, the file has everything, and every view comes from it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { measuredValue } from '../../src/model/reading.ts';
import type { TraceView } from '../../src/model/trace-view.ts';
import { buildProbe, describeProbe } from '../../src/probe/index.ts';
import { readStrace } from '../../src/trace/index.ts';
import { firsttouch, temporaryFolder } from './fixture.ts';

const told = (text: string): string => text.replaceAll(/\s+/g, ' ');
const { recording } = describeProbe(buildProbe());
const noFaults = recording?.faults ?? undefined;
const noCalls = recording?.calls ?? undefined;
const strace = readStrace();
const noStrace = strace.state === 'unavailable' ? strace.reason : undefined;
const noSource = noCalls !== undefined && noStrace !== undefined ? `${noCalls}; ${noStrace}` : undefined;

describe('firsttouch trace', () => {
  test("ends with the command's exit code and leaves stdout to it", async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const folder = temporaryFolder();
    const outcome = await firsttouch(
      ['trace', '--out', 'a.jsonl', '--', 'sh', '-c', 'echo out; echo err >&2; exit 7'],
      folder,
    );
    expect(outcome.code).toBe(7);
    expect(outcome.stdout).toBe('out\n');
    expect(outcome.stderr).toMatch(/^err\n\nfirsttouch /);
    expect(outcome.stderr).toContain('Memory calls');
    expect(readdirSync(folder)).toEqual(['a.jsonl']);
  });

  test('passes options of the command through, with and without --', async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const bare = await firsttouch(['trace', 'echo', '--format', 'x'], temporaryFolder());
    expect(bare.stdout).toBe('--format x\n');
    const dashed = await firsttouch(['trace', '--', 'echo', '--svg'], temporaryFolder());
    expect(dashed.stdout).toBe('--svg\n');
  });

  test('dies of the signal that the command died of', async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const outcome = await firsttouch(['trace', '--', 'sh', '-c', 'kill -TERM $$'], temporaryFolder());
    expect(outcome.code).toBe(null);
    const dumped = await firsttouch(['trace', '--', 'sh', '-c', 'kill -ABRT $$'], temporaryFolder());
    expect(dumped.code).toBe(128 + 6);
  });

  test('with --faults joins every fault, and says what the counters say', async (ctx) => {
    ctx.skip(noFaults !== undefined, noFaults);
    const folder = temporaryFolder();
    const args = [
      'trace',
      '--faults',
      '--source',
      'none',
      '--out',
      'a.jsonl',
      '--svg',
      'a.svg',
      '--',
      'true',
    ];
    const outcome = await firsttouch(args, folder);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(told(outcome.stderr)).toContain('none lost');
    expect(readFileSync(join(folder, 'a.svg'), 'utf8')).toContain('<svg');
    const shown = await firsttouch(['trace', 'show', 'a.jsonl', '--format', 'json'], folder);
    const view = JSON.parse(shown.stdout) as TraceView;
    expect(view.faults?.minorFaults).toBeGreaterThan(20);
    expect(view.faults?.outsideFaults).toBe(0);
    expect(view.faults?.byLibrary.map(({ name }) => name).join(' ')).toContain('ld-linux');
    expect(view.rasters[0]?.faults).toBe((view.faults?.minorFaults ?? 0) + (view.faults?.majorFaults ?? 0));
  });

  test('is shown again from its file, word for word', async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const folder = temporaryFolder();
    const outcome = await firsttouch(['trace', '--out', 'a.jsonl', '--', 'true'], folder);
    const shown = await firsttouch(['trace', 'show', 'a.jsonl'], folder);
    expect(shown.code).toBe(0);
    expect(`\n${shown.stdout}`).toBe(outcome.stderr);
  });

  test('gives the Chrome trace after the output of the command', async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const folder = temporaryFolder();
    await firsttouch(['trace', '--out', 'a.jsonl', '--', 'true'], folder);
    const { stdout } = await firsttouch(['trace', 'show', 'a.jsonl', '--format', 'chrome-trace'], folder);
    const { traceEvents } = JSON.parse(stdout) as { traceEvents: { ph: string; name: string }[] };
    expect(traceEvents.filter(({ ph, name }) => ph === 'X' && name === 'mmap').length).toBeGreaterThan(2);
  });

  test('names the callers of calls where strace has stacks', async (ctx) => {
    ctx.skip(noStrace !== undefined, noStrace);
    ctx.skip(measuredValue(strace)?.stackTraces === null, 'this strace prints no stacks');
    const folder = temporaryFolder();
    const outcome = await firsttouch(['trace', '--callers', '--out', 'a.jsonl', '--', 'true'], folder);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stderr).toMatch(/mmap .*\d/);
    expect(outcome.stderr).toMatch(/asked for by.*loader/);
  });

  test.each([
    [['trace'], 'missing required argument'],
    [['trace', '--source', 'dtrace', '--', 'true'], "no source 'dtrace'"],
    [['trace', '--source', 'none', '--', 'true'], 'nothing to record but faults'],
    [['trace', '--format', 'xml', '--', 'true'], "no format 'xml'"],
    [['trace', '--sample-rate', '-1', '--', 'true'], '--sample-rate'],
    [['trace', '--buffer', '1', '--', 'true'], "--buffer '1'"],
    [['trace', '--', 'no-such-command-here'], 'no-such-command-here'],
    [['trace', 'show', 'nothing.jsonl'], 'ENOENT'],
    [['trace', 'show', '/etc/passwd'], 'cannot be read as a trace'],
  ])('refuses %j: %s', async (args, why) => {
    const folder = temporaryFolder();
    const outcome = await firsttouch(args, folder);
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(told(outcome.stderr)).toContain(why);
    expect(outcome.stderr).toContain('try: ');
    expect(readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)))).toEqual([]);
  });

  test('never overwrites a trace', async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const folder = temporaryFolder();
    await firsttouch(['trace', '--out', 'a.jsonl', '--', 'true'], folder);
    const before = readFileSync(join(folder, 'a.jsonl'), 'utf8');
    const outcome = await firsttouch(['trace', '--out', 'a.jsonl', '--', 'echo', 'ran'], folder);
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(readFileSync(join(folder, 'a.jsonl'), 'utf8')).toBe(before);
  });
});
