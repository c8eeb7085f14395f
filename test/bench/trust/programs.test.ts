/** The programs of the trust campaign compile without a warning, do the work that they are named after, and leave nothing. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openBench } from './open-bench.ts';

type Built = { path?: string; unavailable?: string };
type Stressors = { lost: () => string[]; stop: () => string[] };

const { buildPrograms } = await openBench<{
  buildPrograms: (folder: string) => Record<'touchPages' | 'stressor' | 'firstTouchBenchmark', Built>;
}>('programs.mjs');
const { startStressors } = await openBench<{
  startStressors: (path: string, kinds?: string[]) => Stressors;
}>('stressor.mjs');

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-programs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const programs = buildPrograms(folder);
const touchPages = programs.touchPages.path ?? '';
const stressor = programs.stressor.path ?? '';
const pathOf = (file: string) => fileURLToPath(new URL(`../../../bench/trust/${file}`, import.meta.url));

/** The processes that a process has started, zombies too. */
function childrenOf(parent: number): number[] {
  const text = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 1000 && !holds(); tries++) await new Promise((done) => setTimeout(done, 10));
  return holds();
}

describe('the C programs', () => {
  test.each(['gcc', 'clang'])('compile with %s without a warning', (compiler) => {
    for (const source of ['touch-pages.c', 'stressor.c']) {
      const flags = ['-O2', '-Wall', '-Wextra', '-Werror', '-o', join(folder, 'checked')];
      execFileSync(compiler, [...flags, pathOf(`programs/${source}`)]);
    }
  });

  test('that cannot be compiled say why', () => {
    const before = process.env.CXX;
    process.env.CXX = 'no-such-compiler';
    try {
      expect(buildPrograms(folder).firstTouchBenchmark.unavailable).toMatch(/no-such-compiler/);
    } finally {
      if (before === undefined) delete process.env.CXX;
      else process.env.CXX = before;
    }
  });
});

describe('touch-pages', () => {
  test('touches as many pages as it is told', () => {
    expect(spawnSync(touchPages, ['1000']).status).toBe(0);
  });

  test.each([['0'], ['x'], ['12x'], ['99999999999999999999']])('refuses %s', (pages) => {
    expect(spawnSync(touchPages, [pages]).status).toBe(2);
  });
});

describe('the stressors', () => {
  test('run until they are stopped, and leave no file', () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      const files = readdirSync(folder);
      const others = childrenOf(process.pid);
      const running = startStressors(stressor, ['cpu', 'page-cache']);
      const pids = childrenOf(process.pid).filter((pid) => !others.includes(pid));
      expect(pids.length).toBe(2);
      expect(running.stop()).toEqual([]);
      expect(pids.filter((pid) => isAlive(pid))).toEqual([]);
      expect(readdirSync(folder)).toEqual(files);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  });

  test('that end of themselves are named', async () => {
    const running = startStressors(stressor, ['no-such-kind']);
    expect(await until(() => running.lost().length > 0)).toBe(true);
    expect(running.stop()).toEqual(['no-such-kind']);
  });

  test('that cannot be started are an error', () => {
    expect(() => startStressors(join(folder, 'absent'), ['cpu'])).toThrow('cannot be started');
  });

  test('die with the process that started them, even when it is killed', async () => {
    const script = `import(process.argv[1]).then((m) => { m.startStressors(process.argv[2], ['cpu']); setInterval(() => {}, 1000); })`;
    const parent = spawn(process.execPath, ['-e', script, pathOf('stressor.mjs'), stressor]);
    const pid = parent.pid ?? 0;
    expect(await until(() => childrenOf(pid).length === 1)).toBe(true);
    const [child = 0] = childrenOf(pid);
    parent.kill('SIGKILL');
    expect(await until(() => !isAlive(child))).toBe(true);
  });
});
