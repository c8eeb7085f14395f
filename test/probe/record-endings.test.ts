/** A recorded command is the user's own: its streams, its signals and its ending are untouched, and nothing outlives it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startRecording } from '../../src/probe/record.ts';
import { buildTestProbe, skipUnlessInstalled, temporaryFolder } from './fixture.ts';
import { readTrace, record, recordByHand } from './recorded.ts';

const folder = temporaryFolder();
const built = buildTestProbe();

function isAlive(pid: number): boolean {
  try {
    // A zombie has ended: only its parent has not looked yet.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5);
}

describe('the ending of a command', () => {
  it('is its exit code', async () => {
    const { ended, end } = await record(built, folder, ['sh', '-c', 'exit 7']);
    expect(ended).toEqual({ exitCode: 7, signal: null });
    expect(end).toMatchObject({ exitCode: 7, signal: null, leftRunning: 0 });
  });

  it.for(['SIGTERM', 'SIGSEGV', 'SIGKILL'])('is the signal that ended it: %s', async (signal) => {
    const { ended, end } = await record(built, folder, ['sh', '-c', `kill -${signal.slice(3)} $$`]);
    expect(ended).toEqual({ exitCode: null, signal });
    expect(end).toMatchObject({ exitCode: null, signal });
  });

  it('takes with it what the command left running, and says how many', async () => {
    const { end } = await record(built, folder, ['sh', '-c', 'sleep 60 & setsid sleep 60 & exit 0']);
    expect(end).toMatchObject({ exitCode: 0, leftRunning: 2 });
  });

  it('counts the command and the children that it waited for', async () => {
    const { end } = await record(built, folder, ['sh', '-c', 'cat /dev/null; cat /dev/null; exit 0']);
    const alone = await record(built, folder, ['sh', '-c', 'exit 0']);
    expect(end.usage.minorFaults).toBeGreaterThan(alone.end.usage.minorFaults);
    expect(alone.end.usage.maxRssBytes).toBeGreaterThan(0);
  });
});

describe('a recorded command', () => {
  it('has its stdin, stdout and stderr untouched', async () => {
    const recorder = recordByHand(built, folder, ['sh', '-c', 'cat; echo to stderr >&2']);
    recorder.child.stdin?.end('a line\nand another');
    expect(await recorder.output).toBe('a line\nand another');
    expect(await recorder.errors).toBe('to stderr\n');
    expect(await recorder.code).toBe(0);
  });

  it('has the descriptors, the limits and the signals that it would have had', async () => {
    const script =
      'ls /proc/self/fd | tr "\\n" " "; ulimit -n; grep -E "^Sig(Blk|Ign|Cgt)" /proc/self/status';
    const recorder = recordByHand(built, folder, ['sh', '-c', script]);
    recorder.child.stdin?.end();
    const plain = spawnSync('sh', ['-c', script], { encoding: 'utf8', input: '' });
    expect(await recorder.output).toBe(plain.stdout);
  });

  it('stays in the process group of who asked', async () => {
    const recorder = recordByHand(built, folder, ['sh', '-c', 'cut -d " " -f 5 /proc/self/stat']);
    expect(Number(await recorder.output)).toBe(recorder.child.pid);
  });

  it('is handed Ctrl-C, and what it makes of that is its ending', async () => {
    const script = 'trap "echo caught; exit 42" INT; echo ready; while :; do sleep 0.01; done';
    const recorder = recordByHand(built, folder, ['sh', '-c', script]);
    await new Promise((resolve) => recorder.child.stdout?.once('data', resolve));
    process.kill(-(recorder.child.pid ?? 0), 'SIGINT');
    expect(await recorder.message('ended')).toMatchObject({ exitCode: 42, signal: null });
    expect(await recorder.code).toBe(0);
  });

  it('is passed the SIGTERM that the recorder is sent', async () => {
    const recorder = recordByHand(built, folder, ['sh', '-c', 'echo ready; exec sleep 60']);
    await new Promise((resolve) => recorder.child.stdout?.once('data', resolve));
    recorder.child.kill('SIGTERM');
    expect(await recorder.message('ended')).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
  });

  it('that ignores SIGTERM is ended by SIGKILL when its end is asked for twice', async () => {
    const recorder = recordByHand(built, folder, [
      'sh',
      '-c',
      'trap "" TERM; echo ready; while :; do sleep 0.01; done',
    ]);
    await new Promise((resolve) => recorder.child.stdout?.once('data', resolve));
    recorder.control.write('end\nend\n');
    expect(await recorder.message('ended')).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('ends with whoever asked for it, and its trace is whole', async () => {
    const recorder = recordByHand(built, folder, ['sh', '-c', 'setsid sleep 60 & exec sleep 60']);
    const { pid } = (await recorder.message('launched')) as { pid: number };
    await until(() => readFileSync(recorder.path, 'utf8').includes('"name":"sleep"'));
    recorder.control.destroy();
    expect(await recorder.code).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(readTrace(recorder.path).at(-1)).toMatchObject({ kind: 'end', signal: 'SIGKILL', leftRunning: 1 });
  });
});

describe('a recorder that is killed', () => {
  const tree = 'setsid sleep 61 & (setsid sh -c "sleep 61 & wait" &) ; exec sleep 61';

  /** Every process below, however it was orphaned or renamed its session. */
  function sleepers(path: string): number[] {
    const text = readFileSync(path, 'utf8').split('\n');
    const execs = text.filter((line) => line.includes('"event":"exec"') && line.includes('"name":"sleep"'));
    return execs.map((line) => (JSON.parse(line) as { pid: number }).pid);
  }

  it.for(['the recorder', 'the keeper above it'])('leaves nothing behind: %s', async (who) => {
    const recorder = recordByHand(built, folder, ['sh', '-c', tree]);
    const { pid } = (await recorder.message('launched')) as { pid: number };
    await until(() => sleepers(recorder.path).length === 3);
    const pids = sleepers(recorder.path);
    expect(pids.filter(isAlive)).toHaveLength(3);
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const below = Number(/\) . (\d+)/.exec(stat)?.[1]);
    expect(below).not.toBe(recorder.child.pid);
    process.kill(who === 'the recorder' ? below : (recorder.child.pid ?? 0), 'SIGKILL');
    await recorder.code;
    await until(() => !pids.some(isAlive));
    expect(isAlive(pid)).toBe(false);
  });
});

describe('a command that cannot be launched', () => {
  it.for([
    { command: ['no-such-command-anywhere'], code: 'no-command', exitCode: 2 },
    { command: ['/absent/program'], code: 'no-command', exitCode: 2 },
    { command: [''], code: 'no-command', exitCode: 2 },
    { command: ['/etc/passwd'], code: 'not-executable', exitCode: 2 },
    { command: [folder], code: 'not-executable', exitCode: 2 },
  ])('is a Problem: $command', async ({ command, code, exitCode }) => {
    await expect(record(built, folder, command)).rejects.toMatchObject({ name: 'Problem', code, exitCode });
  });

  describe('because the interpreter of a script is missing', () => {
    const path = join(folder, 'no-interpreter');
    writeFileSync(path, '#! /absent/interpreter -x\n');
    chmodSync(path, 0o755);
    const refused = { code: 'no-interpreter', exitCode: 2 };

    it('is a Problem', async () => {
      await expect(record(built, folder, [path])).rejects.toMatchObject(refused);
    });

    it('is one behind strace too', async (ctx) => {
      skipUnlessInstalled(ctx, 'strace');
      const behind = ['strace', '-o', '{trace}', '--', path];
      await expect(record(built, folder, behind, { wrapper: true })).rejects.toMatchObject(refused);
    });
  });

  it('because its loader is missing is a Problem, and the trace stays empty', async () => {
    const path = join(folder, 'no-loader');
    const program = ['-x', 'c', '-', '-o', path, '-Wl,--dynamic-linker=/absent/loader'];
    execFileSync(process.env.CC || 'cc', program, { input: 'int main(void) { return 0; }\n' });
    await expect(record(built, folder, [path])).rejects.toMatchObject({
      code: 'command-not-executable',
      exitCode: 2,
      message: expect.stringContaining('No such file or directory'),
    });
  });

  it('leaves the signals of this process as they were', async () => {
    const before = process.listenerCount('SIGINT');
    await record(built, folder, ['true']);
    await record(built, folder, ['/etc/passwd']).catch(() => undefined);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('a trace that cannot be written', () => {
  it('from its header on launches nothing', async () => {
    const touched = join(folder, 'touched');
    const onReady = (): never => {
      throw new Error('no room for the header');
    };
    await expect(record(built, folder, ['touch', touched], { onReady })).rejects.toThrow(
      'no room for the header',
    );
    expect(existsSync(touched)).toBe(false);
  });

  it('is a Problem, and the command runs to its end', async () => {
    const file = openSync('/dev/full', 'a');
    const request = { command: ['true'], faults: true, calls: false, mappings: true };
    const { launched, ended } = startRecording(built, request, file);
    await expect(launched).resolves.toMatchObject({ pid: expect.any(Number) as number });
    await expect(ended).rejects.toMatchObject({ code: 'trace-not-written', exitCode: 3 });
    closeSync(file);
  });
});
