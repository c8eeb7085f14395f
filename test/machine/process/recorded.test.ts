/** Every recorded process, read whole. */
import { describe, expect, test } from 'vitest';
import { measuredValue } from '../../../src/model/reading.ts';
import { listReadings } from '../fixture.ts';
import { recordedNames, recordedProcess } from './fixture.ts';

describe.each(recordedNames)('the recorded process %s', (name) => {
  const image = recordedProcess(name);

  test('is read without a reading missing', () => {
    expect(listReadings(image).filter(({ state }) => state === 'unavailable')).toEqual([]);
    expect(image.consistency).toBe('stopped');
    expect(image.usageReason).toBeUndefined();
  });

  test('has its entry point in the executable that maps names', () => {
    const entry = measuredValue(image.auxiliaryVector)?.entry ?? 0;
    const vma = image.vmas.find(({ start, end }) => start <= entry && entry < end);
    expect(vma).toMatchObject({ ...measuredValue(image.executable), permissions: { execute: true } });
  });

  test('has as much resident in its VMAs as its rollup says', () => {
    const sum = image.vmas.reduce((total, { usage }) => total + (usage?.rssBytes ?? Number.NaN), 0);
    expect(sum).toBe(measuredValue(image.rollup)?.rssBytes);
  });

  test('has its stack, its break and its segments where stat, auxv and the ELF headers say', () => {
    const stat = measuredValue(image.stat);
    const elf = measuredValue(image.elf);
    const vector = measuredValue(image.auxiliaryVector);
    const stack = image.vmas.find(({ path }) => path === '[stack]');
    expect(stat?.startStack).toBeGreaterThan(stack?.start ?? Number.NaN);
    expect(stat?.startStack).toBeLessThan(stack?.end ?? Number.NaN);
    const bias = (vector?.entry ?? 0) - (elf?.entry ?? 0);
    expect(bias === 0).toBe(elf?.type === 'fixed');
    for (const segment of elf?.segments ?? []) {
      const start = segment.address + bias;
      expect(image.vmas.some((vma) => vma.start <= start && start < vma.end)).toBe(true);
    }
  });
});

test('a recorded process with three threads has a stack pointer for each', () => {
  const threads = measuredValue(recordedProcess('threads').threads) ?? [];
  expect(threads.map(({ tid }) => tid)).toEqual([4242, 4243, 4244, 4245]);
  expect(threads.every(({ stackPointer }) => stackPointer.state === 'measured')).toBe(true);
});
