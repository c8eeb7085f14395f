import fc from 'fast-check';
import jstat from 'jstat';
import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { covariance, mean, variance } from '../../src/statistics/index.ts';

describe('moments', () => {
  test('agree with simple-statistics and jstat', () => {
    const series = fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })), {
      minLength: 2,
      maxLength: 30,
    });
    fc.assert(
      fc.property(series, (pairs) => {
        const a = pairs.map(([x]) => x);
        const b = pairs.map(([, y]) => y);
        expect(mean(a)).toBeCloseTo(simple.mean(a), 9);
        expect(variance(a)).toBeCloseTo(simple.sampleVariance(a), 8);
        expect(covariance(a, b)).toBeCloseTo(jstat.jStat.covariance(a, b), 8);
      }),
    );
  });

  test('keep their digits far from zero', () => {
    expect(variance([1e9 + 1, 1e9 + 2, 1e9 + 3])).toBe(1);
  });

  test('of too few values are NaN, not 0', () => {
    expect([mean([]), variance([]), variance([1])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
