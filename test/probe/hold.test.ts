/** A command held at each point of its life: what its memory then shows, and how it goes on. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HoldPoint, HoldStop } from '../../src/model/held-command.ts';
import { type HoldCommand, holdCommand } from '../../src/probe/hold.ts';
import { buildTestProbe, temporaryFolder } from './fixture.ts';
import { compileProgram } from './hold-programs.ts';

const built = buildTestProbe();
const folder = temporaryFolder();

type Seen = {
  readonly maps: string;
  readonly stat: string;
  readonly status: string;
  readonly stop: HoldStop;
};

function look(pid: number, stop: HoldStop): Seen {
  const read = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  return { maps: read('maps'), stat: read('stat'), status: read('status'), stop };
}

const hold = (words: readonly string[], at: HoldPoint, more: Partial<HoldCommand> = {}) =>
  holdCommand({ words, at, output: 'ignore', ...more }, look, built);

const stateOf = (seen: Seen): string | undefined =>
  / (\w) /.exec(seen.stat.slice(seen.stat.lastIndexOf(')')))?.[1];

describe('a command held', () => {
  it('at exec has its loader and no library yet', async () => {
    const { result, ending, leftRunning } = await hold(['true'], 'exec');
    expect(result.maps).toMatch(/\/ld-/);
    expect(result.maps).not.toMatch(/\/libc\./);
    expect(stateOf(result)).toBe('t');
    expect(ending).toEqual({ how: 'ended' });
    expect(leftRunning).toBe(0);
    expect(existsSync(`/proc/${result.stop.pid}`)).toBe(false);
  });

  it.for([false, true])('at main has its libraries (single steps: %s)', async (singleStep) => {
    const { result } = await hold(['true'], 'main', { singleStep });
    expect(result.maps).toMatch(/\/libc\./);
    expect(result.stop.singleSteps > 0).toBe(singleStep);
  });

  it('at main has its text unchanged, and goes on to its own end', async () => {
    const { result, ending } = await holdCommand(
      { words: ['sh', '-c', 'exit 3'], at: 'main', output: 'ignore', afterwards: 'continue' },
      (pid) => {
        const smaps = readFileSync(`/proc/${pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m);
        return smaps.filter((vma) => /^\S+ r-xp .*\/(da|ba)?sh\n/.test(vma));
      },
      built,
    );
    expect(result).toHaveLength(1);
    expect(result[0]).toMatch(/^Private_Dirty: +0 kB$/m);
    expect(ending).toEqual({ how: 'exit', code: 3 });
  });

  it('at exit has its memory whole, says its exit code beforehand, and keeps it', async () => {
    const { result, ending } = await hold(['sh', '-c', 'exit 5'], 'exit');
    expect(result.maps).toMatch(/\[heap\]/);
    expect(result.stop.pending).toEqual({ how: 'exit', code: 5 });
    expect(ending).toEqual({ how: 'exit', code: 5 });
  });

  it.for(['SEGV', 'TERM', 'ABRT', 'KILL'])('at exit when it dies by SIG%s says so', async (name) => {
    const { result, ending } = await hold(['sh', '-c', `ulimit -c 0; kill -${name} $$`], 'exit');
    expect(result.maps).toMatch(/\[stack\]/);
    expect(result.stop.pending).toEqual({ how: 'signal', signal: `SIG${name}` });
    expect(ending).toEqual({ how: 'signal', signal: `SIG${name}` });
  });

  it('after a time stands still with all its threads', async () => {
    const script = 'setInterval(() => {}, 1000)';
    const { result, ending } = await holdCommand(
      { words: [process.execPath, '-e', script], at: { afterMs: 400 }, output: 'ignore' },
      (pid, { movingThreads }) => {
        const tasks = /^Threads:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return { tasks: Number(tasks), movingThreads };
      },
      built,
    );
    expect(result.tasks).toBeGreaterThan(1);
    expect(result.movingThreads).toBe(0);
    expect(ending).toEqual({ how: 'ended' });
  });

  it('after a time that cannot stop since it waits for a vfork child says so, and is ended with that', async () => {
    const { result, leftRunning } = await hold([compileProgram(folder, 'vforks')], { afterMs: 20 });
    expect(result.stop.movingThreads).toBe(1);
    expect(leftRunning).toBe(1);
  });

  it('after a time goes on where it stood if asked to', async () => {
    const words = ['sh', '-c', 'sleep 0.3; exit 6'];
    const { ending } = await hold(words, { afterMs: 50 }, { afterwards: 'continue' });
    expect(ending).toEqual({ how: 'exit', code: 6 });
  });
});

describe('a command with threads held at exit', () => {
  it('is held with those that waited, and their stacks', async () => {
    const { result, ending } = await hold([compileProgram(folder, 'threads')], 'exit');
    expect(result.status).toMatch(/^Threads:\t3$/m);
    expect(result.stop).toMatchObject({ pending: { how: 'exit', code: 7 }, movingThreads: 0 });
    expect(ending).toEqual({ how: 'exit', code: 7 });
  });

  it('is read through its last thread where the main one has ended', async () => {
    const { result, ending } = await hold([compileProgram(folder, 'orphan')], 'exit');
    expect(result.maps).toMatch(/\/libc\./);
    expect(result.stop.pending).toEqual({ how: 'exit', code: 9 });
    expect(ending).toEqual({ how: 'exit', code: 9 });
  });

  it('is not held where a thread executes another program, but at the end of that', async () => {
    const { result, ending } = await hold([compileProgram(folder, 'executes')], 'exit');
    expect(result.maps).toMatch(/\/(da|ba)?sh\n/);
    expect(ending).toEqual({ how: 'exit', code: 4 });
  });

  it('lets threads that end alone go', async () => {
    const { result, ending } = await hold([compileProgram(folder, 'churn')], 'exit');
    expect(result.status).toMatch(/^Threads:\t1$/m);
    expect(ending).toEqual({ how: 'exit', code: 0 });
  });
});
