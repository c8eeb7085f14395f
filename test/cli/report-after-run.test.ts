/** `--report` and `--open`: the page that a measuring command leaves beside its run. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firsttouch, temporaryFolder, tinyRun } from './fixture.ts';

const noDisplay = { DISPLAY: '', WAYLAND_DISPLAY: '', BROWSER: '' };

describe('a run', () => {
  test('writes no page by itself, and one beside its file with --report', async () => {
    const folder = temporaryFolder();
    const plain = await firsttouch(tinyRun, folder);
    expect(plain, plain.stderr).toMatchObject({ code: 0 });
    expect(readdirSync(folder)).toEqual(['run.jsonl']);
    const other = tinyRun.map((word) => word.replace('run.jsonl', 'other.jsonl'));
    const reported = await firsttouch([...other, '--report'], folder);
    expect(reported, reported.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(reported.stdout).toMatch(/Run file: other\.jsonl\nReport: other\.html\n$/);
    const page = readFileSync(join(folder, 'other.html'), 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('how do malloc, mmap-private compare?');
  });

  test('keeps its JSON alone on stdout', async () => {
    const folder = temporaryFolder();
    const outcome = await firsttouch([...tinyRun, '--format', 'json', '--report', 'page.html'], folder);
    expect(outcome).toMatchObject({ code: 0, stderr: 'Report: page.html\n' });
    expect(JSON.parse(outcome.stdout)).toHaveProperty('findings');
    expect(existsSync(join(folder, 'page.html'))).toBe(true);
  });

  test('with --open says where the page is where there is no display', async () => {
    const outcome = await firsttouch([...tinyRun, '--open'], temporaryFolder(), noDisplay);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toMatch(/Report: run\.html\n$/);
    expect(outcome.stderr).toContain('there is no display');
  });

  test('without an experiment is the post, with a page; --no-report leaves it out', async () => {
    const folder = temporaryFolder();
    const small = ['--size', '4KiB', '--blocks', '2', '--budget', '1s', '--no-why', '--no-ledger'];
    const usual = await firsttouch([...small, '--out', 'post.jsonl'], folder);
    expect(usual, usual.stderr).toMatchObject({ code: 0 });
    expect(usual.stdout).toMatch(/Report: post\.html\n$/);
    const without = await firsttouch([...small, '--no-report', '--out', 'again.jsonl'], folder);
    expect(without.code, without.stderr).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['again.jsonl', 'post.html', 'post.jsonl']);
  });
});

describe('before anything is measured', () => {
  test.each([
    [['--report', 'nowhere/page.html'], 'ENOENT', '--report FILE'],
    [['--report', 'folder.html'], 'it is a folder', '--report FILE'],
    [['--report', 'post'], "'post' names no page", '--report alone'],
    [['--report', 'run.html', '--out', './run.html'], 'the page would replace the run', 'name two files'],
    [['--no-report', '--open'], '--no-report leaves out', 'drop one'],
  ])('%j is refused', async (words, why, hint) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder.html'));
    const outcome = await firsttouch([...tinyRun, ...words], folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr.replaceAll(/\s+/g, ' ')).toContain(why);
    expect(outcome.stderr.replaceAll(/\s+/g, ' ')).toContain(hint);
    expect(readdirSync(folder)).toEqual(['folder.html']);
  });
});

test('a page never takes the place of a run that is resumed', async () => {
  const folder = temporaryFolder();
  const named = tinyRun.map((word) => word.replace('run.jsonl', 'run.html'));
  const first = await firsttouch(named, folder);
  expect(first.code, first.stderr).toBe(0);
  const outcome = await firsttouch(['run', '--resume', 'run.html', '--report', 'run.html'], folder);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('the page would replace the run');
  expect(readFileSync(join(folder, 'run.html'), 'utf8')).toMatch(/^\{"kind":"run"/);
});

test('commands and claims have their page, too', async () => {
  const folder = temporaryFolder();
  const compared = await firsttouch(
    ['compare', '-r', '3', '--no-ledger', '--report', '--out', 'true.jsonl', '--', 'true', 'true -x'],
    folder,
  );
  expect(compared, compared.stderr).toMatchObject({ code: 0 });
  expect(compared.stdout).toMatch(/Report: true\.html\n$/);
  const claims = await firsttouch(['claims', 'A20', '--report', '--out', 'claims.jsonl'], folder);
  expect(claims, claims.stderr).toMatchObject({ code: 0 });
  expect(claims.stdout).toMatch(/Report: claims\.html\n$/);
}, 60_000);
