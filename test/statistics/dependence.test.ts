import fc from 'fast-check';
import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import {
  contains,
  dependence,
  effectiveSampleSize,
  hull,
  lagOneAutocorrelation,
  signInterval,
  unbounded,
  widenForDependence,
} from '../../src/statistics/index.ts';
import { sample } from './arbitraries.ts';
import { randomSource, shareOf } from './random-source.ts';

describe('dependence', () => {
  test('r1 of a short series, by hand', () => {
    // Deviations -1.5 -0.5 0.5 1.5: (0.75 - 0.25 + 0.75) / (2.25 + 0.25 + 0.25 + 2.25).
    expect(lagOneAutocorrelation([1, 2, 3, 4])).toBeCloseTo(0.25, 12);
    expect([lagOneAutocorrelation([]), lagOneAutocorrelation([1]), lagOneAutocorrelation([2, 2, 2])]).toEqual(
      [0, 0, 0],
    );
  });

  test.each([Number.NaN, Infinity])('refuses a series with %d in it', (value) => {
    expect(() => dependence([1, 2, value, 4])).toThrow(RangeError);
  });

  test('r1 approaches the correlation of a long series with itself, shifted', () => {
    const values = randomSource(3).autoregressive(20_000, 0.6);
    const shifted = simple.sampleCorrelation(values.slice(1), values.slice(0, -1));
    expect(lagOneAutocorrelation(values)).toBeCloseTo(shifted, 3);
    expect(lagOneAutocorrelation(values)).toBeCloseTo(0.6, 1);
  });

  test('effective sample size: a quarter at r1 = 0.6, n for independent and for alternating values', () => {
    const dependent = randomSource(4).autoregressive(20_000, 0.6);
    expect(effectiveSampleSize(dependent) / 20_000).toBeCloseTo(0.25, 1);
    const alternating = Array.from({ length: 100 }, (_, i) => i % 2);
    expect(dependence(alternating).direction).toBe('negative');
    expect(effectiveSampleSize(alternating)).toBe(100);
  });

  test('calls independent values dependent about one time in twenty', () => {
    const share = shareOf(
      2000,
      ({ skewed }) => dependence(Array.from({ length: 100 }, skewed)).direction !== 'none',
    );
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.07);
  });
});

describe('widenForDependence', () => {
  test('never narrows', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const interval = signInterval(values, 0.05);
        const widened = widenForDependence(values, 0.05, interval);
        expect(hull(widened, interval)).toEqual(widened);
      }),
    );
  });

  test('gives up where a steady trend leaves too little, and leaves few or equal values alone', () => {
    const trend = Array.from({ length: 60 }, (_, i) => i);
    expect(widenForDependence(trend, 0.05, { low: 20, high: 40 })).toEqual(unbounded);
    for (const values of [[], [1], [3, 3, 3, 3, 3, 3, 3]]) {
      expect(widenForDependence(values, 0.05, { low: 1, high: 2 })).toEqual({ low: 1, high: 2 });
    }
  });

  test('brings the false positives of autoregressive values back below alpha', () => {
    const excludesZero = (widen: boolean): number =>
      shareOf(1000, ({ autoregressive }) => {
        const values = autoregressive(200, 0.5);
        const interval = signInterval(values, 0.05);
        return !contains(widen ? widenForDependence(values, 0.05, interval) : interval, 0);
      });
    expect(excludesZero(false)).toBeGreaterThan(0.12);
    expect(excludesZero(true)).toBeLessThan(0.05);
  });
});
