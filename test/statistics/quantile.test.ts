import fc from 'fast-check';
import jstat from 'jstat';
import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { interquartileRange, median, quantileOfSorted, sorted } from '../../src/statistics/index.ts';
import { sample, shuffledSample } from './arbitraries.ts';

describe('quantile', () => {
  test('is type 7: numpy.percentile of the same values', () => {
    const ascending = sorted([3, 1, 4, 1, 5, 9, 2, 6]);
    const found = [0.1, 0.25, 0.5, 0.75, 0.9].map((p) => quantileOfSorted(ascending, p));
    [1, 1.75, 3.5, 5.25, 6.9].forEach((expected, i) => {
      expect(found[i]).toBeCloseTo(expected, 12);
    });
  });

  test('agrees with jstat, and the median with simple-statistics', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { minLength: 2, maxLength: 40 }),
        fc.constantFrom(0.25, 0.5, 0.75),
        (values, p) => {
          const ascending = sorted(values);
          expect(quantileOfSorted(ascending, p)).toBeCloseTo(jstat.jStat.quantiles(values, [p], 1, 1)[0]!, 3);
          expect(median(values)).toBe(simple.median(values));
        },
      ),
    );
  });

  test('does not depend on order, and leaves its input alone', () => {
    fc.assert(
      fc.property(shuffledSample, ([values, shuffled]) => {
        const before = [...values];
        expect(median(values)).toBe(median(shuffled));
        expect(interquartileRange(values)).toBe(interquartileRange(shuffled));
        expect(values).toEqual(before);
      }),
    );
  });

  test('scales with the unit', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const doubled = values.map((value) => 2 * value);
        expect(median(doubled)).toBe(2 * median(values));
        expect(interquartileRange(doubled)).toBe(2 * interquartileRange(values));
      }),
    );
  });

  test('of nothing, of one value, of equal values', () => {
    expect(median([])).toBeNaN();
    expect(interquartileRange([])).toBeNaN();
    expect([median([7]), interquartileRange([7])]).toEqual([7, 0]);
    expect([median([0.1, 0.1, 0.1, 0.1]), interquartileRange([0.1, 0.1, 0.1, 0.1])]).toEqual([0.1, 0]);
  });

  test('orders infinities, refuses NaN and impossible probabilities', () => {
    expect(median([-Infinity, 3])).toBe(-Infinity);
    expect(median([3, Infinity])).toBe(Infinity);
    expect(() => sorted([1, Number.NaN, 2])).toThrow(RangeError);
    expect(() => quantileOfSorted([1], 1.5)).toThrow(RangeError);
  });
});
