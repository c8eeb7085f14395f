import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everySo, stepsOf, typicalRange } from '../../../src/analysis/report/thin.ts';
import { sorted } from '../../../src/statistics/index.ts';

const values = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, index) => 1 + ((index * 7919) % 100) / 1000);

test('thinning says how many it left out, and keeps the order', () => {
  const { index, value, thinned } = everySo(values(10_000), 500);
  expect(thinned).toEqual({ drawn: index.length, of: 10_000 });
  expect(value.length).toBe(index.length);
  expect(index.length).toBeLessThanOrEqual(500);
  expect(index).toEqual([...index].sort((one, other) => one - other));
});

test('thinning keeps the most extreme values wherever they lie', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4999 }), fc.integer({ min: 0, max: 4999 }), (high, low) => {
      fc.pre(high !== low);
      const all = values(5000);
      all[high] = 20;
      all[low] = 0.01;
      const { index } = everySo(all, 200);
      expect(index).toContain(high);
      expect(index).toContain(low);
    }),
  );
});

test('as many equal values as there are crowd nothing out', () => {
  const { index } = everySo(new Float64Array(10_000).fill(1), 100);
  expect(index.length).toBeGreaterThan(90);
  expect(index.at(-1)).toBe(9999);
});

test('one value a hundred times as large does not make the range', () => {
  const range = typicalRange(sorted([...values(100), 100]));
  expect(range?.high).toBeLessThan(2);
  expect(typicalRange(new Float64Array())).toBeNull();
  expect(typicalRange(sorted([5, 5, 5]))).toEqual({ low: 5, high: 5 });
});

test('a distribution has its last value at its whole', () => {
  const { value, share, thinned } = stepsOf(values(5000));
  expect(share.at(-1)).toBe(1);
  expect(value.at(-1)).toBe(1.099);
  expect(thinned.of).toBe(5000);
  expect(stepsOf(new Float64Array()).typical).toBeNull();
});
