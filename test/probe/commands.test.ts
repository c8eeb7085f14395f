/** Any command through the probe: counted, watched, and everything of it gone afterwards. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TrialOutcome } from '../../src/model/probe.ts';
import { startProbe } from '../../src/probe/supervisor.ts';
import { buildTestProbe, commandOf, KIB, MIB, startTestProbe, temporaryFolder } from './fixture.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);
const sh = (line: string, parts: Parameters<typeof commandOf>[1] = {}): Promise<TrialOutcome> =>
  probe.runCommand(commandOf(['/bin/sh', '-c', line], parts));

/** A program that writes one byte into every page of so many MiB. */
function compileToucher(): string {
  const [source, program] = [join(folder, 'touch.c'), join(folder, 'touch')];
  writeFileSync(
    source,
    '#include <stdlib.h>\nint main(int n, char **a) { size_t b = (size_t)atoi(a[n - 1]) << 20;\n' +
      'volatile char *p = malloc(b); for (size_t i = 0; i < b; i += 4096) p[i] = 1; return 0; }\n',
  );
  execFileSync(process.env.CC || 'cc', ['-O1', '-o', program, source]);
  return program;
}

/** Whether a process runs that was given this argument. */
function runs(argument: string): boolean {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(argument);
    } catch {
      return false;
    }
  });
}

const value = ({ peak }: TrialOutcome) => (peak?.state === 'measured' ? peak.value : undefined);

describe('a command', () => {
  it('that ends well has its wall clock and its counts, and no steps', async () => {
    const outcome = await sh('exit 0');
    expect(outcome).toMatchObject({ end: { how: 'exit', code: 0 }, steps: [] });
    expect(outcome.wallNs).toBeGreaterThan(0);
    expect(outcome.usage).toMatchObject({ majorFaults: expect.any(Number), leftRunning: 0 });
    expect(outcome.usage?.minorFaults).toBeGreaterThan(0);
    expect(outcome.peak).toBeUndefined();
  });

  it('ends as it ends: exit code, signal, deadline', async () => {
    expect((await sh('exit 7')).end).toEqual({ how: 'exit', code: 7 });
    expect((await sh('kill -TERM $$')).end).toEqual({ how: 'signal', signal: 15 });
    expect((await sh('sleep 600', { deadlineMs: 50 })).end).toEqual({ how: 'deadline', deadlineMs: 50 });
  });

  it.for([false, true])(
    'that cannot be executed is refused in words (witness trial: %s)',
    async (witness) => {
      const { end, usage } = await probe.runCommand(commandOf(['no-such-program'], { witness }));
      expect(end).toEqual({
        how: 'refused',
        reason: "'no-such-program' cannot be executed: No such file or directory",
      });
      expect(usage).toBeUndefined();
      const there = await probe.runCommand(commandOf([folder]));
      expect(there.end).toEqual({
        how: 'refused',
        reason: `'${folder}' cannot be executed: Permission denied`,
      });
    },
  );

  it('whose files or folder are not there is refused in words', async () => {
    const absent = join(folder, 'absent', 'file');
    const reasons = [
      [{ input: absent }, `the input '${absent}' cannot be read: No such file or directory`],
      [{ output: absent }, `the output '${absent}' cannot be opened: No such file or directory`],
      [{ directory: absent }, `the folder '${absent}' cannot be entered: No such file or directory`],
      [
        { output: 'inherit' },
        "the output 'inherit' cannot be opened: output 'inherit': the supervisor was given no output to inherit",
      ],
    ] as const;
    for (const [parts, reason] of reasons)
      expect((await sh('exit 0', parts)).end).toEqual({ how: 'refused', reason });
  });

  it('counts the pages that it touches, its children included', async () => {
    const program = compileToucher();
    const [small, large] = [await sh(`${program} 1; exit 0`), await sh(`${program} 17; exit 0`)];
    const more = (large.usage?.minorFaults ?? 0) - (small.usage?.minorFaults ?? 0);
    // Huge pages take fewer faults, never more.
    expect(more).toBeGreaterThanOrEqual(16 / 2);
    expect(more).toBeLessThanOrEqual((16 * MIB) / (4 * KIB) + 64);
  });

  it('reads its input and writes to a file, to a pipe, or nowhere', async () => {
    const [input, output] = [join(folder, 'in'), join(folder, 'out')];
    writeFileSync(input, 'hello\n');
    await sh('cat', { input, output });
    expect(readFileSync(output, 'utf8')).toBe('hello\n');
    // FNV-1a of 64 bits, of the empty text and of "a" (the reference values of its authors).
    expect((await sh('exit 0', { output: 'pipe' })).usage?.printed).toEqual({
      bytes: 0,
      hash: 'cbf29ce484222325',
    });
    expect((await sh('printf a', { output: 'pipe' })).usage?.printed).toEqual({
      bytes: 1,
      hash: 'af63dc4c8601ec8c',
    });
    const long = await sh('head -c 3000000 /dev/zero', { output: 'pipe' });
    expect(long.usage?.printed?.bytes).toBe(3_000_000);
    expect((await sh('cat')).usage?.printed).toBeUndefined();
  });

  it('runs where it is told, under the environment it is given, and its padding', async () => {
    const output = join(folder, 'told');
    await sh('pwd; echo $A; printf "$FIRSTTOUCH_PADDING" | wc -c; echo "[$HOME]"', {
      directory: folder,
      output,
      environment: { A: 'b c' },
      paddingBytes: 100,
    });
    expect(readFileSync(output, 'utf8')).toBe(`${folder}\nb c\n100\n[]\n`);
  });
});

describe('what a command leaves running', () => {
  it.for([false, true])('is counted, ended, and not waited for (witness trial: %s)', async (witness) => {
    const seconds = witness ? '6001' : '6002';
    const left = await sh(`sleep ${seconds} & setsid sleep ${seconds} & exit 0`, { witness });
    expect(left).toMatchObject({ end: { how: 'exit', code: 0 }, usage: { leftRunning: 2 } });
    expect(runs(seconds)).toBe(false);
    expect((await sh('exit 0')).usage?.leftRunning).toBe(0);
  });

  it.for([false, true])('goes with it at its deadline (witness trial: %s)', async (witness) => {
    await sh('sleep 6003 & sleep 6003', { witness, deadlineMs: 50 });
    expect(runs('6003')).toBe(false);
  });

  it('goes with the supervisor, however that ends', async () => {
    for (const [seconds, signal] of [
      ['6004', 'SIGKILL'],
      ['6005', undefined],
    ] as const) {
      const own = startProbe(built);
      onTestFinished(() => own.close());
      const marker = join(folder, `pid-${seconds}`);
      const line = `echo $PPID > ${marker}; sleep ${seconds} & sleep ${seconds}`;
      const pending = own.runCommand(commandOf(['/bin/sh', '-c', line])).catch((error: Error) => error);
      await vi.waitUntil(() => runs(seconds) && existsSync(marker), { timeout: 10_000 });
      if (signal) process.kill(Number(readFileSync(marker, 'utf8')), signal);
      else await own.close();
      expect(await pending).toMatchObject({ code: 'supervisor-gone' });
      await vi.waitUntil(() => !runs(seconds), { timeout: 10_000 });
    }
  });
});

describe('a witness trial of a command', () => {
  it('reads the peak of each process: the largest, their sum, their number', async (ctx) => {
    const program = compileToucher();
    const outcome = await sh(`${program} 24; ${program} 8; exit 0`, { witness: true });
    if (outcome.peak?.state === 'unavailable') ctx.skip(outcome.peak.reason);
    const peak = value(outcome);
    expect(peak?.processes).toBe(3);
    expect(peak?.largestBytes).toBeGreaterThan(24 * MIB);
    expect(peak?.largestBytes).toBeLessThan(32 * MIB);
    expect(peak?.sumBytes).toBeGreaterThan(32 * MIB);
  });

  it('changes nothing of what the command does: signals, stops and exit codes', async () => {
    const witness = true;
    expect((await sh('exit 7', { witness })).end).toEqual({ how: 'exit', code: 7 });
    expect((await sh('kill -KILL $$', { witness })).end).toEqual({ how: 'signal', signal: 9 });
    expect((await sh("trap 'exit 9' USR1; kill -USR1 $$; exit 0", { witness })).end).toEqual({
      how: 'exit',
      code: 9,
    });
    const stopped = await sh('(kill -STOP $PPID; kill -CONT $PPID) & wait; exit 4', { witness });
    expect(stopped.end).toMatchObject({ how: 'exit' });
    const { end, usage } = await sh('yes | head -1', { witness, output: 'pipe' });
    expect({ end, printed: usage?.printed?.bytes }).toEqual({ end: { how: 'exit', code: 0 }, printed: 2 });
  });
});
