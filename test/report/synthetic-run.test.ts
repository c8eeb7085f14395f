import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadRun } from '../../src/cli/run-session.ts';
import { type SyntheticOptions, writeSyntheticRun } from './synthetic-run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-synthetic-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, trials: number, options: SyntheticOptions = {}) {
  const path = join(folder, `${name}.jsonl`);
  writeSyntheticRun(path, trials, 7, options);
  return { path, ...loadRun(path) };
}

test('a synthetic run has its trials, all of them accepted, in five cells', () => {
  const { analysis, reading } = written('plain', 1000);
  expect(analysis.trials).toBe(1000 + 21);
  expect(analysis.refusedTrials).toBe(0);
  expect(analysis.cells[0]?.map((cell) => cell.blocks)).toEqual([40, 40, 40, 40, 40]);
  expect(reading.truncated).toBe(false);
});

test('the same seed gives the same file', () => {
  const [one, other] = [written('one', 50), written('other', 50)];
  expect(readFileSync(one.path, 'utf8')).toBe(readFileSync(other.path, 'utf8'));
});

test('all trials of one may be refused, in every way', () => {
  const { analysis } = written('refused', 200, { cells: 1, refused: 1 });
  expect(analysis.refusedTrials).toBe(200);
  expect(new Set([...analysis.refused.values()].map(({ kind }) => kind)).size).toBeGreaterThan(3);
});

test('one may be cut off in the middle of a line', () => {
  const { analysis, reading } = written('cut', 100, { cutOff: true });
  expect(reading.truncated).toBe(true);
  expect(analysis.end).toBeUndefined();
});

test('one may be hostile and still be a run', () => {
  const { analysis } = written('hostile', 100, { hostile: true, refused: 0.5 });
  expect(JSON.stringify(analysis.header)).toContain('</script><script>');
  expect(new Set(analysis.cells[0]?.map(({ reference }) => reference.arm.name)).size).toBe(1);
  expect(analysis.end?.sentence).toBeDefined();
});
