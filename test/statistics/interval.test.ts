import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contains,
  exponentiate,
  hull,
  type Interval,
  intersect,
  unbounded,
} from '../../src/statistics/index.ts';

const end = fc.integer({ min: -20, max: 20 });
const interval = fc
  .tuple(end, end)
  .map(([a, b]): Interval => ({ low: Math.min(a, b), high: Math.max(a, b) }));

describe('interval', () => {
  test('a point lies in the intersection exactly when it lies in both', () => {
    fc.assert(
      fc.property(interval, interval, end, (a, b, x) => {
        const both = intersect(a, b);
        expect(both !== undefined && contains(both, x)).toBe(contains(a, x) && contains(b, x));
      }),
    );
  });

  test('the hull covers both, and ends where one of them ends', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const cover = hull(a, b);
        for (const x of [a.low, a.high, b.low, b.high]) expect(contains(cover, x)).toBe(true);
        expect([a.low, b.low]).toContain(cover.low);
        expect([a.high, b.high]).toContain(cover.high);
      }),
    );
  });

  test('touching intervals share the point they touch in, separate ones nothing', () => {
    expect(intersect({ low: 0, high: 1 }, { low: 1, high: 2 })).toEqual({ low: 1, high: 1 });
    expect(intersect({ low: 0, high: 1 }, { low: 1.5, high: 2 })).toBeUndefined();
  });

  test('the unbounded interval is neutral, contains everything and exponentiates to all ratios', () => {
    expect(intersect(unbounded, { low: 0, high: 1 })).toEqual({ low: 0, high: 1 });
    expect(contains(unbounded, Infinity)).toBe(true);
    expect(exponentiate(unbounded)).toEqual({ low: 0, high: Infinity });
    expect(contains({ low: 0, high: 1 }, Number.NaN)).toBe(false);
  });
});
