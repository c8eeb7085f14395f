import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, median, signInterval, signIntervalRank, unbounded } from '../../src/statistics/index.ts';
import { alpha, sample, shuffledSample } from './arbitraries.ts';
import { shareOf } from './random-source.ts';

describe('signIntervalRank', () => {
  // The fixed-n row of research/statistics.md, 5.5; those from 1000 up by scipy.stats.binom.
  test.each([
    [8, 0.05, 1],
    [12, 0.05, 3],
    [16, 0.05, 4],
    [24, 0.05, 7],
    [32, 0.05, 10],
    [48, 0.05, 17],
    [64, 0.05, 24],
    [96, 0.05, 38],
    [128, 0.05, 53],
    [256, 0.05, 112],
    [1000, 0.05, 469],
    [10_000, 0.01, 4871],
    [1_000_000, 0.05, 499_020],
    [1_000_000, 0.01, 498_712],
  ])('n = %d, alpha = %d: %d', (n, level, rank) => {
    expect(signIntervalRank(n, level)).toBe(rank);
  });

  test('bounds nothing below n = 1 + log2(1/alpha), rounded up', () => {
    expect([0, 1, 5, 6].map((n) => signIntervalRank(n, 0.05))).toEqual([0, 0, 0, 1]);
    expect([7, 8].map((n) => signIntervalRank(n, 0.01))).toEqual([0, 1]);
  });

  test.each([0, 1, -0.1, Number.NaN])('refuses alpha = %d', (level) => {
    expect(() => signIntervalRank(10, level)).toThrow(RangeError);
  });
});

describe('signInterval', () => {
  test('contains the median, ignores order, and mirrors with the sign', () => {
    fc.assert(
      fc.property(shuffledSample, alpha, ([values, shuffled], level) => {
        const interval = signInterval(values, level);
        if (values.length > 0) expect(contains(interval, median(values))).toBe(true);
        expect(signInterval(shuffled, level)).toEqual(interval);
        const mirrored = signInterval(
          values.map((value) => 0 - value),
          level,
        );
        expect(
          [mirrored.low + interval.high, mirrored.high + interval.low].every(
            (x) => x === 0 || Number.isNaN(x),
          ),
        ).toBe(true);
      }),
    );
  });

  test('a smaller alpha gives an interval no narrower', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const [narrow, wide] = [signInterval(values, 0.1), signInterval(values, 0.01)];
        expect(wide.low <= narrow.low && wide.high >= narrow.high).toBe(true);
      }),
    );
  });

  test('of nothing and of one value is unbounded, of equal values a point', () => {
    expect(signInterval([], 0.05)).toEqual(unbounded);
    expect(signInterval([1], 0.05)).toEqual(unbounded);
    expect(signInterval(new Float64Array(9).fill(4), 0.05)).toEqual({ low: 4, high: 4 });
  });

  test('covers the median of skewed values as often as it says, and not much oftener', () => {
    const coverage = shareOf(4000, ({ skewed }) =>
      contains(signInterval(Array.from({ length: 25 }, skewed), 0.05), 0),
    );
    // Exact for n = 25, k = 8: 1 - 2·P(Bin(25, 1/2) <= 7) = 0.9567; four standard errors are 0.013.
    expect(coverage).toBeGreaterThan(0.943);
    expect(coverage).toBeLessThan(0.97);
  });
});
