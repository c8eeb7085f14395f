/** The strace of this machine: its own count of calls agrees with ours, and the command's ending passes through it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import {
  readStrace,
  type StraceFeatures,
  straceWords,
  tracePlaceholder,
} from '../../../src/trace/strace/index.ts';
import { accountedLines, type ParsedTrace, parsePieces } from './parse-trace.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-strace-'));
const tracePath = join(folder, 'trace');
afterAll(() => rmSync(folder, { recursive: true }));

const found = readStrace();
const script =
  "new (require('node:worker_threads').Worker)('0', { eval: true }).on('exit', () => process.exit(7))";
const node = [process.execPath, '-e', script];

/** Runs the command under strace, with more words of strace's before the rest. */
function trace(
  features: StraceFeatures,
  command: readonly string[],
  callers: boolean,
  ...more: readonly string[]
) {
  const words = straceWords({ command, callers, features });
  const [strace = '', ...rest] = words.map((word) => (word === tracePlaceholder ? tracePath : word));
  const answer = spawnSync(strace, [...more, ...rest], { encoding: 'utf8', timeout: 60_000 });
  return { ...answer, text: readFileSync(tracePath, 'utf8') };
}

function featuresOrSkip(context: TestContext): StraceFeatures {
  return found.state === 'measured' ? found.value : context.skip(found.reason);
}

/** Calls by name in the table that `strace -C` writes at the end. */
function tableOf(text: string): ReadonlyMap<string, number> {
  const rows = text.matchAll(/^ *[\d.]+ +[\d.]+ +\d+ +(\d+)(?: +\d+)? +(\w+)$/gm);
  return new Map(
    [...rows].flatMap(([, calls, name = '']) => (name === 'total' ? [] : [[name, Number(calls)]])),
  );
}

describe('a program with threads', () => {
  let run: (ReturnType<typeof trace> & { parsed: ParsedTrace }) | undefined;
  beforeAll(() => {
    if (found.state !== 'measured') return;
    const answer = trace(found.value, node, false, '-C');
    const [calls = ''] = answer.text.split(/^% time/m);
    run = { ...answer, parsed: parsePieces([calls]) };
  });

  test('has as many calls of each name as strace counts itself', (context) => {
    featuresOrSkip(context);
    const { calls, counts, assumed } = run!.parsed;
    expect([counts.unparsedLines, assumed]).toEqual([0, 0]);
    expect(accountedLines(counts)).toBe(counts.lines);
    const ours = new Map<string, number>();
    for (const { name } of calls) ours.set(name, (ours.get(name) ?? 0) + 1);
    const theirs = new Map(tableOf(run!.text));
    expect(theirs.get('mmap')).toBeGreaterThan(10);
    // Calls that a thread did not return from are in its table on some versions only.
    for (const table of [ours, theirs]) for (const name of ['exit', 'exit_group']) table.delete(name);
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });

  test('ends with its own exit code and leaves its output alone', (context) => {
    featuresOrSkip(context);
    expect([run!.status, run!.stdout, run!.stderr]).toEqual([7, '', '']);
  });
});

test('a signal that ends the command ends strace the same', (context) => {
  const features = featuresOrSkip(context);
  expect(trace(features, ['sh', '-c', 'kill -TERM $$'], false).signal).toBe('SIGTERM');
});

test('with stacks, every call of a program has a caller or says that it is unknown', (context) => {
  const features = featuresOrSkip(context);
  if (features.stackTraces === null) return context.skip('this strace was built without stack traces');
  const { calls, counts } = parsePieces([trace(features, ['true'], true).text]);
  expect(counts.unparsedLines).toBe(0);
  const asked = calls.filter(({ name }) => !/^exec|^exit/.test(name));
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((call) => call.caller === undefined)).toEqual([]);
});
