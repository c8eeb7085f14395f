/** Memory calls from tracepoints, recordings without rights, and strace under the recorder. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import type { CallRecord, TraceEndRecord, TraceRecord } from '../../src/model/trace.ts';
import { buildTestProbe, skipUnlessInstalled, temporaryFolder } from './fixture.ts';
import {
  compileProgram,
  faultsOf,
  readTrace,
  record,
  recordByHand,
  skipUnlessRoot,
  tracefsPrefix,
  unprivileged,
} from './recorded.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const callsOf = (records: readonly TraceRecord[]): CallRecord[] =>
  records.filter((one): one is CallRecord => one.kind === 'call');

const calls = compileProgram(
  folder,
  'calls',
  `#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
static void *thread(void *unused) { munmap(mmap(0, 8192, 3, 34, -1, 0), 8192); return unused; }
int main(void) {
    for (int i = 0; i < 50; i++) {
        char *at = mmap(0, 65536, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        at = mremap(at, 65536, 131072, MREMAP_MAYMOVE);
        mprotect(at, 4096, PROT_READ);
        munmap(at, 131072);
    }
    sbrk(1 << 20);
    mmap(0, 0, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pthread_t other;
    pthread_create(&other, NULL, thread, NULL);
    pthread_join(other, NULL);
    return 3;
}
`,
);

async function recordCalls(ctx: TestContext, command: readonly string[]): Promise<readonly TraceRecord[]> {
  const recorder = recordByHand(built, folder, command, { calls: true }, tracefsPrefix(ctx));
  const failed = recorder.message('failed');
  if ((await recorder.code) !== 0) {
    const why = (await failed) as { errno: number; attempt: string; error: string };
    if (why.errno === 13 || why.errno === 1) ctx.skip(`${why.attempt}: ${why.error}`);
    throw new Error(JSON.stringify(why));
  }
  return readTrace(recorder.path);
}

describe('calls from tracepoints', () => {
  it('leave nothing to getrusage that is not of the command', async (ctx) => {
    const usedWith = async (own: boolean): Promise<number> => {
      const { end } = await record(built, folder, [calls], { calls: own });
      return end.usage.minorFaults + end.usage.majorFaults - (end.counted?.minorFaults ?? 0);
    };
    const without = await usedWith(false);
    const used = await usedWith(true).catch((error: Error) => ctx.skip(error.message));
    expect(Math.abs(used - without)).toBeLessThan(16);
  });

  it('are as many of each as strace counts', async (ctx) => {
    const records = await recordCalls(ctx, [calls]);
    skipUnlessInstalled(ctx, 'strace');
    const answer = spawnSync('strace', ['-f', '-c', '-U', 'calls,name', calls], { encoding: 'utf8' });
    if (answer.status !== 3) ctx.skip(`strace does not run here: ${answer.stderr.trim()}`);
    const rows = answer.stderr.split('\n').map((line) => line.trim().split(/\s+/));
    const counted = new Map(rows.map(([count, name = '']) => [name, Number(count)]));
    for (const name of ['mmap', 'munmap', 'mremap', 'mprotect', 'madvise'])
      expect(callsOf(records).filter((one) => one.name === name).length, name).toBe(counted.get(name) ?? 0);
    // Where the break begins decides whether malloc has to ask twice.
    expect(callsOf(records).filter((one) => one.name === 'brk').length).toBeGreaterThanOrEqual(3);
  });

  it('have their arguments, results, errors and threads', async (ctx) => {
    const records = await recordCalls(ctx, [calls]);
    const made = callsOf(records);
    const grown = made.find((one) => one.name === 'mremap');
    expect(grown?.arguments.slice(1, 4)).toEqual([65536, 131072, 1]);
    expect(grown?.result).toBeGreaterThan(4096);
    const refused = made.find((one) => one.name === 'mmap' && one.arguments[1] === 0);
    expect(refused).toMatchObject({ arguments: [0, 0, 3, 34, -1, 0], result: -1, error: 'EINVAL' });
    const main = made[0]?.pid;
    expect(made.every((one) => one.pid === main)).toBe(true);
    const other = made.filter((one) => one.tid !== main);
    expect(other.filter((one) => one.name === 'munmap').length).toBeGreaterThan(0);
    // Where a return tells everything, entries are not recorded, and so no call that does not return.
    if (process.arch !== 'x64')
      expect(made.at(-1)).toMatchObject({ name: 'exit_group', result: null, arguments: [3] });
    const cloned = made.filter((one) => one.name === 'clone3' || one.name === 'clone');
    expect(cloned.map((one) => one.result)).toEqual([other[0]?.tid]);
  });

  it('are followed into children and through exec, which returns to a new program', async (ctx) => {
    const records = await recordCalls(ctx, ['sh', '-c', 'true; /bin/true; exec /bin/true']);
    const executed = callsOf(records).filter((one) => one.name === 'execve' && one.result === 0);
    // With entries, that of the command's own first program lies before the beginning.
    expect(executed).toHaveLength(process.arch === 'x64' ? 3 : 2);
    expect(new Set(executed.map((one) => one.pid)).size).toBe(2);
    expect(executed[0]?.arguments).toEqual([null, null, null]);
  });

  it('of 32-bit programs are not decoded as if they were 64-bit ones', async (ctx) => {
    if (process.arch !== 'x64') ctx.skip('32-bit programs of x86 run on x86-64 only');
    const path = join(folder, 'narrow');
    // brk(0), then exit(0), with the numbers of i386: 45 and 1.
    const source =
      '.globl _start\n_start: mov $45, %eax\nxor %ebx, %ebx\nint $0x80\nmov $1, %eax\nint $0x80\n';
    const made = spawnSync('gcc', ['-m32', '-nostdlib', '-static', '-x', 'assembler', '-o', path, '-'], {
      input: source,
      encoding: 'utf8',
    });
    if (made.status !== 0) ctx.skip(`gcc -m32 makes no program here: ${made.stderr.trim()}`);
    if (spawnSync(path).status !== 0) ctx.skip('this kernel does not run 32-bit programs');
    const records = await recordCalls(ctx, [path]);
    expect(callsOf(records)).toEqual([]);
    expect(records.filter((one) => one.kind === 'event')).toHaveLength(1);
    const without = await record(built, folder, [path]);
    expect(without.records.filter((one) => one.kind === 'event')).toEqual([]);
  });
});

describe('without rights', () => {
  it('memory calls are refused, by the name of what was attempted', async (ctx) => {
    skipUnlessRoot(ctx);
    chmodSync(folder, 0o755);
    const recorder = recordByHand(built, folder, ['true'], { calls: true }, unprivileged);
    const failed = recorder.message('failed');
    await recorder.code;
    expect(await failed).toMatchObject({ attempt: expect.stringContaining('tracepoint') as string });
  });

  it('of a program with file capabilities is refused, which the kernel would show nothing of', async (ctx) => {
    skipUnlessRoot(ctx);
    skipUnlessInstalled(ctx, 'setcap');
    chmodSync(folder, 0o755);
    const program = join(folder, 'capable');
    copyFileSync(calls, program);
    if (spawnSync('setcap', ['cap_net_raw+ep', program]).status !== 0)
      ctx.skip('this file system has no capabilities');
    const recorder = recordByHand(built, folder, [program], { program }, unprivileged);
    expect(await recorder.message('failed')).toMatchObject({ attempt: 'file capabilities' });
    expect(await recorder.code).toBe(3);
  });

  it('user faults are recorded, kernel faults are said to be missing', async (ctx) => {
    skipUnlessRoot(ctx);
    chmodSync(folder, 0o755);
    const recorder = recordByHand(built, folder, [calls], {}, unprivileged);
    const [ready, ended] = [recorder.message('ready'), recorder.message('ended')];
    await recorder.code;
    if (!(await ended)) ctx.skip('kernel.perf_event_paranoid keeps ordinary users from perf_event_open here');
    expect(await ready).toMatchObject({ kernelFaults: false });
    const records = readTrace(recorder.path);
    const end = records.at(-1) as TraceEndRecord;
    expect(end).toMatchObject({ exitCode: 3, lostRecords: 0 });
    expect(faultsOf(records)).toHaveLength(end.counted?.minorFaults ?? -1);
    expect(end.usage.minorFaults).toBeGreaterThanOrEqual(end.recordedFaults);
  });
});

describe('strace under the recorder', () => {
  const strace = ['strace', '-f', '-o', '{trace}', '-e', 'trace=memory,process', '--'];

  it('hands its lines on, while faults are those of the command alone', async (ctx) => {
    skipUnlessInstalled(ctx, 'strace');
    let lines = '';
    const { records, end, begin } = await record(built, folder, [...strace, calls], {
      wrapper: true,
      onStraceChunk: (chunk) => {
        lines += chunk.toString();
      },
    });
    if (!lines.includes('execve(')) ctx.skip('strace does not run here');
    expect(lines.match(/mremap\(/g)).toHaveLength(50);
    expect(lines.trimEnd().split('\n').at(-1)).toContain('+++ exited with 3 +++');
    expect(end).toMatchObject({ exitCode: 3, signal: null });
    const pids = new Set(faultsOf(records).map((fault) => fault.pid));
    expect(pids.size).toBe(1);
    expect(pids.has(begin.pid)).toBe(false);
    expect(end.recordedFaults + end.lostRecords).toBe(
      (end.counted?.minorFaults ?? 0) + (end.counted?.majorFaults ?? 0),
    );
  });

  it('is recorded without any event where none is asked for', async (ctx) => {
    skipUnlessInstalled(ctx, 'strace');
    let lines = '';
    const { records, end } = await record(built, folder, [...strace, calls], {
      wrapper: true,
      faults: false,
      mappings: false,
      onStraceChunk: (chunk) => {
        lines += chunk.toString();
      },
    });
    expect(lines).toContain('execve(');
    expect(records.map((one) => one.kind)).toEqual(['begin', 'end']);
    expect(end).toMatchObject({ exitCode: 3, counted: null });
  });
});
