/** What a command starts, which signals reach it, and that nothing of it outlives whoever held it. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { holdCommand } from '../../src/probe/hold.ts';
import { buildTestProbe } from './fixture.ts';
import { processesWith, type RawHold, startRawHold, whenGone } from './raw-hold.ts';

const built = buildTestProbe();

/** A number that no other process has among its arguments: `sleep` takes it for a time. */
let marks = 0;
const mark = (): string => `30000.${process.pid}${++marks}`;

/** A shell that starts a sleeping child, says so, and waits for it. */
const parentOf = (time: string): string[] => ['sh', '-c', `sleep ${time} & echo ready; wait`];

async function started(at: string | number, words: readonly string[]): Promise<RawHold> {
  const hold = startRawHold(built, JSON.stringify({ at }), words);
  expect(await hold.output()).toBe('ready');
  return hold;
}

function tracerOf(pid: number): string | undefined {
  return /^TracerPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
}

describe('the children of a held command', () => {
  it('run on untraced, and are ended when it has ended', async () => {
    const time = mark();
    const { result, leftRunning, ending } = await holdCommand(
      { words: ['sh', '-c', `sleep ${time} & exit 2`], at: 'exit', output: 'ignore' },
      async () => {
        while (!processesWith(`sleep\0${time}`)[0]) await setTimeout(5);
        return tracerOf(processesWith(`sleep\0${time}`)[0]!);
      },
      built,
    );
    expect(result).toBe('0');
    expect({ leftRunning, ending }).toEqual({ leftRunning: 1, ending: { how: 'exit', code: 2 } });
    expect(processesWith(time)).toEqual([]);
  });

  it('may be many and end before it', async () => {
    const words = ['sh', '-c', 'for i in 1 2 3 4 5 6 7 8; do (exit $i) & done; wait; /bin/true; exit 8'];
    const { ending, leftRunning } = await holdCommand(
      { words, at: 'exit', output: 'ignore' },
      () => 0,
      built,
    );
    expect({ ending, leftRunning }).toEqual({ ending: { how: 'exit', code: 8 }, leftRunning: 0 });
  });
});

describe('signals', () => {
  it('of the terminal are answered by the command alone', async () => {
    const trap = ['sh', '-c', "trap 'exit 40' INT; echo ready; while :; do sleep 0.05; done"];
    const hold = await started('exit', trap);
    process.kill(-hold.child.pid!, 'SIGINT');
    expect(await hold.next()).toMatchObject({ at: 'exit', pending: { exitCode: 40 } });
    hold.order('continue');
    expect(await hold.next()).toMatchObject({ ended: { exitCode: 40 } });
    expect(await hold.gone).toEqual({ code: 0, signal: null });
  });

  it('reach it while it runs, and stop and continue it', async () => {
    const trap = ['sh', '-c', "trap 'echo usr1' USR1; echo $$; echo ready; while :; do sleep 0.05; done"];
    const hold = startRawHold(built, '{"at":"exit"}', trap);
    const pid = Number(await hold.output());
    expect(await hold.output()).toBe('ready');
    process.kill(pid, 'SIGUSR1');
    expect(await hold.output()).toBe('usr1');
    process.kill(pid, 'SIGSTOP');
    process.kill(pid, 'SIGUSR1');
    process.kill(pid, 'SIGCONT');
    expect(await hold.output()).toBe('usr1');
    process.kill(pid, 'SIGTERM');
    expect(await hold.next()).toMatchObject({ pending: { signal: 15 } });
    hold.hangUp();
    await hold.gone;
  });

  it('are not in the way of its standard input', async () => {
    const hold = startRawHold(built, '{"at":"exit"}', ['sh', '-c', 'read word; echo "got $word"; exit 11']);
    hold.child.stdin!.end('hello\n');
    expect(await hold.output()).toBe('got hello');
    expect(await hold.next()).toMatchObject({ pending: { exitCode: 11 } });
    hold.order('end');
    await hold.gone;
  });
});

describe('nothing outlives', () => {
  it('a hang-up while the command runs', async () => {
    const time = mark();
    const hold = await started('exit', parentOf(time));
    hold.hangUp();
    await hold.gone;
    expect(processesWith(time)).toEqual([]);
  });

  it('a hang-up while it is held', async () => {
    const time = mark();
    const hold = await started(100, parentOf(time));
    expect(await hold.next()).toMatchObject({ at: 'time' });
    hold.hangUp();
    await hold.gone;
    expect(processesWith(time)).toEqual([]);
  });

  it.for(['SIGKILL', 'SIGTERM'] as const)('the guard ended by %s', async (signal) => {
    const time = mark();
    const hold = await started('exit', parentOf(time));
    hold.child.kill(signal);
    await hold.gone;
    expect(await whenGone(time)).toEqual([]);
  });

  it('the tracer ended by SIGKILL', async () => {
    const time = mark();
    const hold = await started('exit', parentOf(time));
    process.kill(
      Number(tracerOf(processesWith(`${time} &`).find((pid) => tracerOf(pid) !== '0')!)),
      'SIGKILL',
    );
    await hold.gone;
    expect(await whenGone(time)).toEqual([]);
  });

  it('a reader that throws', async () => {
    const time = mark();
    const words = ['sh', '-c', `sleep ${time} & exit 0`];
    const read = (): never => {
      throw new Error('cannot be read');
    };
    await expect(holdCommand({ words, at: 'exit', output: 'ignore' }, read, built)).rejects.toThrow(
      'cannot be read',
    );
    expect(processesWith(time)).toEqual([]);
  });
});
