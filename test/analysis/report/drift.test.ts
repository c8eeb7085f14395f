import { expect, test } from 'vitest';
import { reportDrift } from '../../../src/analysis/report/drift.ts';

const wave = (block: number): number => 1 + 0.002 * Math.sin(block * 2.4);

test('a reference that becomes a tenth slower over the run is said to, with an interval', () => {
  const drift = reportDrift('malloc', (block) => 1e6 * (1 + block / 5000) * wave(block), 500, 0.01);
  expect(drift?.change?.ratio).toBeCloseTo(1.1, 2);
  expect(drift?.change?.low).toBeGreaterThan(1.08);
  expect(drift?.spanTrials).toBe(5);
  expect(drift?.median.length).toBe(100);
});

test('one that stays as it is has an interval about 1', () => {
  const { change } = reportDrift('malloc', (block) => 1e6 * wave(block), 300, 0.01) ?? {};
  expect(change?.low).toBeLessThan(1);
  expect(change?.high).toBeGreaterThan(1);
});

test('blocks without a time are passed over, and few of them say nothing of a change', () => {
  const drift = reportDrift('malloc', (block) => (block % 2 === 0 ? Number.NaN : 5e5), 16, 0.01);
  expect(drift).toMatchObject({ n: 8, spanTrials: 1, change: null });
  expect(drift?.block).toEqual([1, 3, 5, 7, 9, 11, 13, 15]);
  expect(reportDrift('malloc', () => Number.NaN, 16, 0.01)).toBeNull();
});
