/** The recorder's page faults: each one, at its address, by its thread, and as many as the kernel itself counts. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { MappingRecord } from '../../src/model/trace.ts';
import {
  buildTestProbe,
  skipUnlessInstalled,
  skipWhereKernelTakesHintFaults,
  temporaryFolder,
} from './fixture.ts';
import { compileProgram, faultsOf, record, traceIn } from './recorded.ts';

const folder = temporaryFolder();
const built = buildTestProbe();

/** Touches 64 pages of its own from the last to the first, and says where they are through the size of a second mapping. */
const reverse = compileProgram(
  folder,
  'reverse',
  `#include <sys/mman.h>
int main(int count, char **arguments) {
    long pages = count > 1 ? 8192 : 64;
    (void)arguments;
    char *at = mmap((void *)0x200000000000, pages * 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    madvise(at, pages * 4096, MADV_NOHUGEPAGE);
    for (long i = pages - 1; i >= 0; i--) at[i * 4096] = 1;
    return 0;
}
`,
);
const start = 0x200000000000;

describe('page faults', () => {
  it('of a region touched from its end are there one by one, in that order', async () => {
    const { records, begin } = await record(built, folder, [reverse]);
    const own = faultsOf(records).filter(
      (fault) => fault.address >= start && fault.address < start + 2 ** 30,
    );
    expect(own.map((fault) => (fault.address - start) / 4096)).toEqual(
      Array.from({ length: 64 }, (_, i) => 63 - i),
    );
    expect(own.every((fault) => fault.pid === begin.pid && fault.tid === begin.pid && !fault.major)).toBe(
      true,
    );
    const mapping = records.find(
      (one): one is MappingRecord => one.kind === 'mapping' && one.start === start,
    );
    expect(mapping).toMatchObject({ lengthBytes: 64 * 4096, permissions: 'rw-p', path: '//anon' });
  });

  it('agree with what the events counted, and nearly with getrusage', async (ctx) => {
    skipWhereKernelTakesHintFaults(ctx);
    const { end } = await record(built, folder, [reverse, 'many']);
    const counted = (end.counted?.minorFaults ?? 0) + (end.counted?.majorFaults ?? 0);
    expect(end.recordedFaults).toBe(counted);
    expect(end.lostRecords).toBe(0);
    const used = end.usage.minorFaults + end.usage.majorFaults;
    // What is used before exec, and pages that the kernel faults in for itself, are no events.
    expect(used - counted).toBeGreaterThanOrEqual(0);
    expect(used - counted).toBeLessThan(64);
    expect(counted).toBeGreaterThan(8192);
  });

  it('are as many as perf stat counts', async (ctx) => {
    skipUnlessInstalled(ctx, 'perf');
    skipWhereKernelTakesHintFaults(ctx);
    const answer = spawnSync('perf', ['stat', '-x', ',', '-e', 'page-faults,minor-faults', reverse, 'many'], {
      encoding: 'utf8',
    });
    if (answer.status !== 0) ctx.skip(`perf stat does not run here: ${answer.stderr.trim()}`);
    const [all = 0, minor = 0] = answer.stderr.split('\n').map((line) => Number(line.split(',')[0]));
    const { end } = await record(built, folder, [reverse, 'many']);
    // Where libraries lie differs from one execution to the next, and with it a handful of faults.
    expect(Math.abs(end.recordedFaults - all)).toBeLessThan(24);
    expect(Math.abs((end.counted?.minorFaults ?? 0) - minor)).toBeLessThan(24);
  });

  it('that the ring had no room for are counted exactly', async () => {
    const { end, records } = await record(built, folder, [reverse, 'many'], { bufferBytes: 4096 });
    const counted = (end.counted?.minorFaults ?? 0) + (end.counted?.majorFaults ?? 0);
    const others = records.filter((one) => one.kind === 'process' || one.kind === 'mapping').length;
    expect(end.lostRecords).toBeGreaterThan(0);
    expect(faultsOf(records)).toHaveLength(end.recordedFaults);
    // What was lost beside faults is mappings and exits: a program of this kind has some forty.
    const lostOthers = end.recordedFaults + end.lostRecords - counted;
    expect(lostOthers).toBeGreaterThanOrEqual(0);
    expect(lostOthers + others).toBeLessThan(100);
    const said = records
      .map((one) => (one.kind === 'lost' ? one.records : 0))
      .reduce((sum, one) => sum + one, 0);
    expect(said).toBe(end.lostRecords);
  });

  it('inside read() are seen exactly where kernel faults are granted', async () => {
    const reads = compileProgram(
      folder,
      'reads',
      `#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
int main(void) {
    char *at = mmap((void *)0x200000000000, 16 * 4096, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    madvise(at, 16 * 4096, MADV_NOHUGEPAGE);
    return read(open("/dev/zero", O_RDONLY), at, 16 * 4096) != 16 * 4096;
}
`,
    );
    let granted = false;
    const { records, end } = await record(built, folder, [reads], {
      onReady: ({ kernelFaults }) => {
        granted = kernelFaults;
      },
    });
    expect(end.exitCode).toBe(0);
    const own = faultsOf(records).filter(
      (fault) => fault.address >= start && fault.address < start + 2 ** 30,
    );
    expect(own).toHaveLength(granted ? 16 : 0);
  });

  it('that read a file from its disk are major', async (ctx) => {
    const majors = compileProgram(
      folder,
      'majors',
      `#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
int main(int count, char **arguments) {
    int file = open(arguments[count - 1], O_RDWR | O_CREAT, 0600);
    if (ftruncate(file, 1 << 20) || pwrite(file, "x", 1, 4096 * 100) != 1 || fsync(file)) return 1;
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    volatile char *at = mmap(0, 1 << 20, PROT_READ, MAP_SHARED, file, 0);
    madvise((void *)at, 1 << 20, MADV_RANDOM);
    return at[4096 * 100] != 'x';
}
`,
    );
    const { end, records } = await record(built, folder, [majors, traceIn(folder)]);
    expect(end.exitCode).toBe(0);
    const major = faultsOf(records).filter((fault) => fault.major);
    if (end.usage.majorFaults === 0) ctx.skip('the file system here keeps the page in memory');
    expect(major.length).toBe(end.counted?.majorFaults);
    expect(major.length).toBeGreaterThan(0);
  });
});

describe('processes and threads', () => {
  const family = compileProgram(
    folder,
    'family',
    `#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
static char page[4][8192];
static void *thread(void *at) { *(char *)at = 1; return at; }
int main(int count, char **arguments) {
    pthread_t threads[3];
    if (count > 1) return 0;
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, thread, page[i] + 4096);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    if (fork() == 0) { page[3][4096] = 1; _exit(0); }
    wait(NULL);
    if (vfork() == 0) { execl(arguments[0], arguments[0], "again", (char *)NULL); _exit(1); }
    wait(NULL);
    execl(arguments[0], arguments[0], "again", (char *)NULL);
    return 1;
}
`,
  );

  it('are followed through threads, fork, vfork and chains of exec', async () => {
    const { records, begin, end } = await record(built, folder, [family]);
    expect(end).toMatchObject({ exitCode: 0, lostRecords: 0 });
    const events = records.filter((one) => one.kind === 'process');
    const count = (event: string): number => events.filter((one) => one.event === event).length;
    expect({ thread: count('thread'), fork: count('fork'), exec: count('exec') }).toEqual({
      thread: 3,
      fork: 2,
      exec: 3,
    });
    // Three threads, the forked process, the one that executed, the first one.
    expect(count('exit')).toBe(6);
    expect(events.filter((one) => one.event === 'exec' && one.pid === begin.pid)).toHaveLength(2);
    const tids = new Set(faultsOf(records).map((fault) => fault.tid));
    for (const event of events) expect(tids.has(event.tid), JSON.stringify(event)).toBe(true);
    expect(end.recordedFaults).toBe((end.counted?.minorFaults ?? 0) + (end.counted?.majorFaults ?? 0));
  });

  it('stand in the order of time', async () => {
    const { records } = await record(built, folder, [
      'sh',
      '-c',
      'for i in 1 2 3 4; do true & cat /dev/null; done; wait',
    ]);
    const times = records.slice(0, -1).map((one) => ('atNs' in one ? one.atNs : 0));
    expect(times.filter((at, i) => at < (times[i - 1] ?? 0))).toEqual([]);
  });
});
