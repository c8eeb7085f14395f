import fc from 'fast-check';
import jstat from 'jstat';
import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { contains, theilSen, unbounded } from '../../src/statistics/index.ts';
import { shareOf } from './random-source.ts';

const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: -50, max: 50 })), {
  maxLength: 30,
});

/** Variance of Kendall's S over all orders of y, by trying them all. */
function enumeratedVariance(x: readonly number[]): number {
  let [sum, orders] = [0, 0];
  const visit = (placed: number[], left: number[], score: number): void => {
    if (left.length === 0) {
      sum += score * score;
      orders++;
    }
    for (const y of left) {
      const gained = placed.map((other, i) => Math.sign(y - other) * Math.sign(x[placed.length]! - x[i]!));
      const rest = left.filter((other) => other !== y);
      visit([...placed, y], rest, score + simple.sum(gained));
    }
  };
  visit([], Array.from(x.keys()), 0);
  return sum / orders;
}

describe('theilSen', () => {
  test('slope and interval of a small series', () => {
    // scipy.stats.theilslopes(y, x, 0.95): slope 3.0; its interval 2.4..3.8333 rounds ranks to nearest, ours outward.
    const y = [9.2, 15.8, 12.1, 20.4, 19.3, 28.7, 24.9, 30.2, 45, 33.1, 41.7, 40.9];
    const { slope, interval, n } = theilSen(
      y.map((_, i) => i + 1),
      y,
      0.05,
    );
    expect(slope).toBeCloseTo(3, 12);
    expect(n).toBe(12);
    expect(interval.low).toBeLessThanOrEqual(2.4 + 1e-12);
    expect(interval.low).toBeGreaterThan(2);
    expect(interval.high).toBeGreaterThanOrEqual(3.8333333);
    expect(interval.high).toBeLessThan(4.4);
  });

  test('with ties in x, ranks follow from the variance of S over all orders', () => {
    const x = [0, 0, 0, 1, 1, 2, 2];
    const y = [0.1, 1.7, 0.4, 3.2, 2.9, 8.8, 5.3];
    const slopes = x.flatMap((a, i) => x.flatMap((b, j) => (a > b ? [(y[i]! - y[j]!) / (a - b)] : [])));
    const ascending = slopes.toSorted((a, b) => a - b);
    const spread = jstat.jStat.normal.inv(1 - 0.21 / 2, 0, 1) * Math.sqrt(enumeratedVariance(x));
    const rank = Math.floor((ascending.length - spread) / 2);
    const { interval } = theilSen(x, y, 0.21);
    expect(interval.low).toBeCloseTo(ascending[rank - 1]!, 12);
    expect(interval.high).toBeCloseTo(ascending[ascending.length - rank]!, 12);
  });

  test('contains its slope, ignores order, and tilts with y', () => {
    fc.assert(
      fc.property(points, (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const found = theilSen(x, y, 0.05);
        const differing = new Set(x).size > 1;
        expect(Number.isNaN(found.slope)).toBe(!differing);
        if (!differing) return;
        expect(contains(found.interval, found.slope)).toBe(true);
        const reversed = theilSen(x.toReversed(), y.toReversed(), 0.05);
        expect(reversed.slope).toBeCloseTo(found.slope, 12);
        expect(
          reversed.interval.low === found.interval.low && reversed.interval.high === found.interval.high,
        ).toBe(true);
        const tilted = theilSen(
          x,
          y.map((value, i) => value + 4 * x[i]!),
          0.05,
        );
        expect(tilted.slope).toBeCloseTo(found.slope + 4, 9);
      }),
    );
  });

  test('on an exact line it is the line, as least squares is; one outlier moves only least squares', () => {
    const x = Array.from({ length: 15 }, (_, i) => i);
    const y = x.map((value) => 2 * value + 1);
    expect(theilSen(x, y, 0.05)).toEqual({ slope: 2, interval: { low: 2, high: 2 }, n: 15 });
    const spoiled = [...y.slice(0, 14), 1e6];
    expect(theilSen(x, spoiled, 0.05).slope).toBe(2);
    expect(simple.linearRegression(x.map((value, i) => [value, spoiled[i]!])).m).toBeGreaterThan(1000);
  });

  test('of nothing, of one point, of equal x has no slope and no bounds', () => {
    for (const [x, y] of [
      [[], []],
      [[1], [2]],
      [
        [1, 1, 1],
        [1, 2, 3],
      ],
    ] as const) {
      expect(theilSen(x, y, 0.05)).toEqual({ slope: Number.NaN, interval: unbounded, n: x.length });
    }
    expect(() => theilSen([1], [], 0.05)).toThrow(RangeError);
  });

  test.each([
    ['distinct x', (i: number) => i],
    ['x in groups of five', (i: number) => Math.floor(i / 5)],
  ])('covers the slope under skewed noise: %s', (_, position) => {
    const x = Array.from({ length: 30 }, (_unused, i) => position(i));
    const coverage = shareOf(1200, ({ skewed }) =>
      contains(
        theilSen(
          x,
          x.map((value) => 0.7 * value + skewed()),
          0.05,
        ).interval,
        0.7,
      ),
    );
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.985);
  });
});
