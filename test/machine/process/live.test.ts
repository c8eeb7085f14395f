/** Reading processes that run: what is read is what they have, and reading changes nothing of it. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readProcess, readRollup } from '../../../src/machine/index.ts';
import type { ProcessImage, Vma } from '../../../src/model/process-image.ts';
import { measuredValue } from '../../../src/model/reading.ts';
import { listReadings } from '../fixture.ts';
import { compileLaidOut, startReady } from './live-program.ts';

const MIB = 2 ** 20;
const start = compileLaidOut();

const anonymous = (image: ProcessImage): readonly Vma[] =>
  image.vmas.filter(({ path, permissions }) => path === '' && permissions.write && !permissions.shared);

function expectInOrder(vmas: readonly Vma[]): void {
  for (const [i, vma] of vmas.entries()) expect(vma.start).toBeGreaterThanOrEqual(vmas[i - 1]?.end ?? 0);
}

describe('a process of our own', () => {
  test('is read whole, and two reads agree', async () => {
    const child = await start('heap', 'large');
    const image = readProcess(child.pid);
    expect(image.consistency).toBe('agreed');
    expect(image.readerRunsIt).toBeUndefined();
    expect(listReadings(image).filter(({ state }) => state === 'unavailable')).toEqual([]);
    expect(measuredValue(image.command)?.slice(1)).toEqual(['heap', 'large']);
    expect(measuredValue(image.executable)?.path).toMatch(/laid-out$/);
    // The proportional share of a library changes with whoever else maps it.
    const lines = ({ vmas }: ProcessImage) => vmas.map(({ usage: _usage, ...line }) => line);
    expect(lines(readProcess(child.pid))).toEqual(lines(image));
  });

  test('may be a program of node, whose VMAs hold what its rollup says', async () => {
    const child = await startReady(process.execPath, [
      '-e',
      "process.stdin.resume(); process.stdout.write('ready')",
    ]);
    child.kill('SIGSTOP');
    const image = readProcess(child.pid);
    expect(image.readerRunsIt).toBe(true);
    expectInOrder(image.vmas);
    const resident = image.vmas.reduce((sum, { usage }) => sum + (usage?.rssBytes ?? 0), 0);
    expect(Math.abs(resident - (measuredValue(readRollup(child.pid))?.rssBytes ?? 0))).toBeLessThan(MIB);
  });

  test('may have tens of thousands of VMAs', async ({ skip }) => {
    const most = Number(readFileSync('/proc/sys/vm/max_map_count', 'utf8'));
    if (most < 60_100) skip(`vm.max_map_count is ${most}`);
    const child = await start('many');
    const image = readProcess(child.pid);
    expect(image.vmas.length).toBeGreaterThan(60_000);
    expect(image.consistency).toBe('agreed');
    expectInOrder(image.vmas);
  });

  test('that maps and unmaps all the time is read in order, and it is said whether two reads agreed', async () => {
    const child = await start('restless');
    for (let i = 0; i < 10; i++) {
      const image = readProcess(child.pid);
      expect(['agreed', 'moving']).toContain(image.consistency);
      expectInOrder(image.vmas);
    }
  });
});

describe('the first words of anonymous memory', () => {
  test('tell the block that malloc mapped: its size with the bit for mapped', async () => {
    const child = await start('large');
    const image = readProcess(child.pid);
    const words = measuredValue(image.firstWords) ?? new Map();
    const mapped = [...words].filter(([, [before, size]]) => before === 0 && size % 16 === 2 && size > MIB);
    expect(mapped).toHaveLength(1);
    expect(anonymous(image).map((vma) => vma.start)).toContain(mapped[0]?.[0]);
  });

  test('are not read where no page is, so that none comes to be', async () => {
    const child = await start('untouched');
    const before = readProcess(child.pid);
    const untouched = anonymous(before).find((vma) => vma.end - vma.start >= 512 * MIB);
    expect(measuredValue(before.firstWords)?.has(untouched?.start ?? 0)).toBe(false);
    for (const usage of [true, false]) readProcess(child.pid, { usage });
    expect(firstEntry(child.pid, untouched?.start ?? 0)).toBe(0n);
  });
});

/** What pagemap says of the page at an address: 0 where there is none. */
function firstEntry(pid: number, address: number): bigint {
  const fd = openSync(`/proc/${pid}/pagemap`, 'r');
  const bytes = Buffer.alloc(8);
  try {
    expect(readSync(fd, bytes, 0, 8, (address / 4096) * 8)).toBe(8);
  } finally {
    closeSync(fd);
  }
  return bytes.readBigUInt64LE();
}

test('the totals of a process grow with what it touches, and have a reason when it is gone', async () => {
  const [less, more] = [await start('heap'), await start('heap', 'huge')];
  const resident = (pid: number): number => measuredValue(readRollup(pid))?.rssBytes ?? Number.NaN;
  expect(resident(more.pid) - resident(less.pid)).toBeGreaterThan(4 * MIB);
  expect(readRollup(2 ** 22 + 1)).toMatchObject({ state: 'unavailable' });
});
