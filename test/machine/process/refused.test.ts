/** Processes that cannot be read: the problem says which process, what the kernel said, and what to try. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readProcess } from '../../../src/machine/index.ts';
import { notOurs } from '../../../src/machine/process/process-refusals.ts';
import { Problem } from '../../../src/model/problem.ts';
import { RECORDED_PID, recordedRoot } from './fixture.ts';

const NOBODY = 65_534;

function problemOf(read: () => unknown): Problem {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error).toMatchObject({ exitCode: 3 });
    expect(error.hint).not.toBe('');
    return error;
  }
  throw new Error('it was read');
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-refused-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A recorded process with some of its files changed, or taken away. */
function changed(files: Readonly<Record<string, string | undefined>>): string {
  const root = temporaryFolder();
  cpSync(recordedRoot('pie'), root, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, 'proc', String(RECORDED_PID), name);
    if (text === undefined) rmSync(path, { recursive: true });
    else writeFileSync(path, text);
  }
  return root;
}

const readChanged = (files: Readonly<Record<string, string | undefined>>): Problem => {
  const root = changed(files);
  return problemOf(() => readProcess(RECORDED_PID, { root }));
};

const recorded = (name: string): string =>
  readFileSync(join(recordedRoot('pie'), 'proc', String(RECORDED_PID), name), 'utf8');

describe('a process cannot be read', () => {
  test('that does not exist', () => {
    const problem = problemOf(() => readProcess(2 ** 22 + 1));
    expect(problem).toMatchObject({ code: 'no-such-process' });
    expect(problem.message).toBe(
      'the address space of process 4194305 cannot be read: there is no process 4194305',
    );
  });

  test('that is a thread of the kernel', ({ skip }) => {
    let stat = '';
    try {
      stat = readFileSync('/proc/2/stat', 'utf8');
    } catch {}
    if (!stat.startsWith('2 (kthreadd)'))
      skip('process 2 is not the kernel here (a container with its own processes)');
    const problem = problemOf(() => readProcess(2));
    expect(problem).toMatchObject({ code: 'kernel-thread' });
    expect(problem.message).toContain('kthreadd is a thread of the kernel and has no memory of its own');
  });

  test('that is a zombie', () => {
    // Nothing here runs the event loop, so nobody fetches its exit status.
    const child = spawn('true', { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
    expect(problemOf(() => readProcess(pid))).toMatchObject({ code: 'zombie' });
  });

  test('that ends while it is read', () => {
    for (let i = 0; i < 20; i++) {
      const child = spawn('true', { stdio: 'ignore' });
      const problem = problemOf(() => {
        for (;;) expect(readProcess(child.pid ?? 0).vmas).not.toEqual([]);
      });
      expect(['zombie', 'ended-while-read']).toContain(problem.code);
    }
  });

  test('that never stops executing another program, unless a moment between suffices', async () => {
    const script = join(temporaryFolder(), 'again.sh');
    writeFileSync(script, '#!/bin/sh\nexec "$0"\n');
    chmodSync(script, 0o755);
    const child = spawn(script, { stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    await new Promise((resolve) => child.once('spawn', resolve));
    for (let i = 0; i < 10; i++) {
      try {
        expect(readProcess(child.pid ?? 0).vmas).not.toEqual([]);
      } catch (error) {
        expect(['ended-while-read', 'no-memory']).toContain(error instanceof Problem ? error.code : error);
      }
    }
  });

  test("that is another user's: it says whose, and what to try", ({ skip }) => {
    // Whoever runs this is not root, or can stop being it for a moment.
    const isRoot = process.geteuid?.() === 0;
    if (!isRoot && spawnSync('cat', ['/proc/1/maps']).status === 0) skip('process 1 is our own here');
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      const problem = problemOf(() => readProcess(1));
      expect(problem).toMatchObject({ code: 'not-permitted' });
      expect(problem.message).toMatch(
        /process 1 cannot be read: it runs as \w+, and the kernel answered E(ACCES|PERM) for its maps/,
      );
      expect(problem.hint).toContain('sudo');
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test('that even root may not read: it does not ask for root', ({ skip }) => {
    if (process.geteuid?.() !== 0) skip('this is not root');
    const { hint } = notOurs(1, '/', 'EACCES');
    expect(hint).toContain('you are root here');
    expect(hint).not.toContain('sudo');
  });

  test.each([
    [
      'whose main thread has ended: it names another',
      'main-thread-ended',
      {
        stat: recorded('stat')
          .replace(') T', ') Z')
          .replace(/ 20 0 1 /, ' 20 0 2 '),
      },
    ],
    ['of which the kernel shows nothing', 'no-memory', { maps: '', smaps: '' }],
    ['that vanished before its maps were read', 'ended-while-read', { maps: '', smaps: '', stat: undefined }],
    ['whose maps are missing', 'maps-unreadable', { maps: undefined }],
    ['whose maps are malformed', 'maps-unreadable', { maps: `${recorded('maps')}nonsense\n` }],
  ])('%s', (_, code, files) => {
    const root = changed(files);
    mkdirSync(join(root, 'proc', String(RECORDED_PID), 'task', '4300'));
    const problem = problemOf(() => readProcess(RECORDED_PID, { root }));
    expect(problem).toMatchObject({ code });
    if (code === 'main-thread-ended') expect(problem.hint).toContain('4300');
  });

  test('and the line that was not understood is quoted', () => {
    expect(readChanged({ maps: 'nonsense\n' }).message).toContain(
      '/proc/4242/maps: expected an address range',
    );
    expect(readChanged({ maps: 'nonsense\n' }).message).toContain('in line 1, found "nonsense"');
  });
});

describe('a process is read, and the reason is said,', () => {
  test.each([
    ['there are no smaps', undefined, '/proc/4242/smaps: no such file'],
    ['smaps are malformed', 'nonsense\n', '/proc/4242/smaps: expected an address range'],
  ])('where %s', (_, smaps, reason) => {
    const image = readProcess(RECORDED_PID, { root: changed({ smaps }) });
    expect(image.usageReason).toContain(reason);
    expect(image.consistency).toBe('agreed');
    expect(image.vmas.some((vma) => 'usage' in vma)).toBe(false);
  });

  test('where smaps tell of another moment than maps', () => {
    const root = changed({ maps: recorded('maps').split('\n').slice(1).join('\n') });
    expect(readProcess(RECORDED_PID, { root }).consistency).toBe('moving');
    expect(readProcess(RECORDED_PID, { root, stopped: true }).consistency).toBe('moving');
  });

  test('where each other file is missing', () => {
    const names = ['smaps_rollup', 'status', 'auxv', 'personality', 'limits', 'cmdline', 'task', 'exe'];
    const image = readProcess(RECORDED_PID, {
      root: changed(Object.fromEntries(names.map((name) => [name, undefined]))),
    });
    const {
      rollup,
      status,
      auxiliaryVector,
      personality,
      limits,
      command,
      threads,
      elf,
      executable,
      firstWords,
    } = image;
    for (const reading of [
      rollup,
      status,
      auxiliaryVector,
      personality,
      limits,
      command,
      threads,
      elf,
      executable,
      firstWords,
    ])
      expect(reading).toMatchObject({ state: 'unavailable', reason: expect.stringContaining('/proc/4242/') });
    expect(image.architecture).not.toBe('');
  });
});
