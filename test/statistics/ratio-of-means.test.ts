import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, ratioOfMeans, unbounded } from '../../src/statistics/index.ts';
import { shareOf } from './random-source.ts';

describe('ratioOfMeans', () => {
  test('is where the t statistic of y - θx reaches its bound', () => {
    // scipy: brentq on |mean(y - θx)| / sqrt(var/n) = t.ppf(0.975, 6).
    const y = [10.2, 11.9, 9.6, 12.4, 10.8, 13.1, 11.0];
    const x = [8.1, 9.0, 8.4, 10.3, 8.8, 9.9, 9.1];
    const { ratio, interval, n } = ratioOfMeans(y, x, 0.05);
    expect(ratio).toBeCloseTo(1.2421383647798743, 12);
    expect(interval.low).toBeCloseTo(1.1800886026300457, 10);
    expect(interval.high).toBeCloseTo(1.3021662394183307, 10);
    expect(n).toBe(7);
  });

  test('contains its ratio, and scales with the unit of the numerator', () => {
    const time = fc.integer({ min: 50, max: 99 });
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time), { minLength: 2, maxLength: 30 }), (pairs) => {
        const [y, x] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const found = ratioOfMeans(y, x, 0.05);
        expect(contains(found.interval, found.ratio)).toBe(true);
        const scaled = ratioOfMeans(
          y.map((value) => value * 8),
          x,
          0.05,
        );
        expect(scaled.ratio).toBeCloseTo(8 * found.ratio, 9);
        if (found.interval.high < 1e3) expect(scaled.interval.high / found.interval.high).toBeCloseTo(8, 6);
      }),
    );
  });

  test('bounds nothing when the denominator may be 0, or with fewer than two pairs', () => {
    expect(ratioOfMeans([5, 6, 7, 8], [-3, 2, -1, 3], 0.05).interval).toEqual(unbounded);
    expect(ratioOfMeans([5], [6], 0.05).interval).toEqual(unbounded);
    expect(ratioOfMeans([], [], 0.05)).toEqual({ ratio: Number.NaN, interval: unbounded, n: 0 });
    expect(() => ratioOfMeans([1, 2], [1], 0.05)).toThrow(RangeError);
  });

  test('of equal values is a point', () => {
    const { low, high } = ratioOfMeans([3, 3, 3], [7, 7, 7], 0.05).interval;
    expect(low).toBeCloseTo(3 / 7, 14);
    expect(high).toBeCloseTo(3 / 7, 14);
  });

  test('covers the ratio of means of correlated pairs as often as it says', () => {
    const coverage = shareOf(3000, ({ normal }) => {
      const shared = Array.from({ length: 15 }, normal);
      const y = shared.map((block) => 12 + block + normal());
      const x = shared.map((block) => 8 + block + 2 * normal());
      return contains(ratioOfMeans(y, x, 0.05).interval, 1.5);
    });
    // Exact for normal pairs; four standard errors are 0.016.
    expect(Math.abs(coverage - 0.95)).toBeLessThan(0.016);
  });
});
