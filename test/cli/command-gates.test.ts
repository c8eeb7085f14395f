/** `firsttouch compare` in scripts: gates with their exit codes, and what is left in the ledger. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firsttouch, type Outcome, parseFindings, temporaryFolder, tooLong } from './fixture.ts';

/** A command against several of them, in blocks enough for a bounded interval even where they depend on each other. */
const commands = ['-r', '60', '--', 'true', 'for i in 1 2 3 4; do /bin/true; done'];
const named = ['--seed', '7', '--out', 'run.jsonl', '-n', 'A', '-n', 'B'];

function compare(folder: string, ...args: readonly string[]): Promise<Outcome> {
  return firsttouch(['compare', ...named, ...args, ...commands], folder, { XDG_STATE_HOME: folder });
}

describe('compare with gates', () => {
  test('exits with 1 for a violated one, and tells it first; show agrees from the file', async () => {
    const folder = temporaryFolder();
    const run = await compare(folder, '--gate', 'minor-faults of B <= 1.02 x A');
    expect(run.code, run.stderr).toBe(1);
    expect(run.stdout).toContain('\nGates\n  - violated: minor-faults of B <= 1.02 x A: ');
    expect(run.stdout.indexOf('Gates')).toBeLessThan(run.stdout.indexOf('Compared'));
    expect(tooLong(run.stdout)).toEqual([]);
    expect(await firsttouch(['show', 'run.jsonl'], folder)).toMatchObject({ code: 1, stdout: run.stdout });
  });

  test('exits with 0 for a held one; show takes others, and fails for an open one when asked to', async () => {
    const folder = temporaryFolder();
    const run = await compare(folder, '--gate', 'minor-faults of B >= 2 x A');
    expect(run.code, run.stdout).toBe(0);
    const show = (...args: string[]): Promise<Outcome> => firsttouch(['show', 'run.jsonl', ...args], folder);
    const json = parseFindings(await show('--format', 'json', '--gate', 'peak-memory of true <= 900 % of B'));
    const gates = json.findings.filter(({ kind }) => kind === 'gate');
    expect(gates).toMatchObject([
      { phase: 'minor-faults', figures: { outcome: 'held' } },
      { phase: 'peak-memory', arm: 'A', reference: 'B', interval: null },
    ]);
    const open = ['--gate', `minor-faults of B <= ${gates[0]?.ratio} x A`];
    const strict = await show(...open, '--gate-unresolved', 'fail');
    expect(strict.code, strict.stdout).toBe(1);
  });

  test.each([
    ['--gate', 'first-touch of B <= 1 x A'],
    ['--gate', 'wall of C <= 1 x A'],
    ['--gate-unresolved', 'maybe'],
  ])('refuses %s %s before anything is measured', async (...args) => {
    const folder = temporaryFolder();
    const run = await compare(folder, ...args);
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('refuses them between two recorded runs', async () => {
    const outcome = await firsttouch(
      ['compare', 'a.jsonl', 'b.jsonl', '--gate', 'wall of B <= 1 x A'],
      temporaryFolder(),
    );
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr.replaceAll(/\s+/g, ' ')).toContain('compared without a verdict');
  });
});

describe('the ledger', () => {
  test('has what became of identical commands, which trust tells apart by its design', async () => {
    const folder = temporaryFolder();
    expect((await compare(folder)).code).toBe(0);
    const trust = await firsttouch(['trust', '--format', 'json'], folder, { XDG_STATE_HOME: folder });
    expect(JSON.parse(trust.stdout)).toMatchObject({
      comparisons: 1,
      damagedLines: 0,
      designs: [{ design: 'command', comparisons: 1, promised: 0.0025 }],
    });
    const text = await firsttouch(['trust'], folder, { XDG_STATE_HOME: folder });
    expect(text.stdout).toMatch(/\n {2}command +1 /);
  });

  test('is left alone with --no-ledger', async () => {
    const folder = temporaryFolder();
    expect((await compare(folder, '--no-ledger')).code).toBe(0);
    expect(existsSync(join(folder, 'firsttouch'))).toBe(false);
  });
});
