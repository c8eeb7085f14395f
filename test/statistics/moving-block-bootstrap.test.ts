import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contains,
  movingBlockBootstrap,
  movingBlockLength,
  signInterval,
  unbounded,
} from '../../src/statistics/index.ts';
import { sample } from './arbitraries.ts';
import { randomSource, shareOf } from './random-source.ts';

describe('movingBlockBootstrap', () => {
  test('blocks are the cube root of n, rounded up', () => {
    expect([0, 1, 2, 8, 9, 27, 28, 64, 125, 1000, 1001].map(movingBlockLength)).toEqual([
      0, 1, 2, 2, 3, 3, 4, 4, 5, 10, 11,
    ]);
  });

  test('stays within the sample, and the same random numbers give the same interval', () => {
    fc.assert(
      fc.property(sample, fc.integer(), (values, seed) => {
        const interval = movingBlockBootstrap(values, 0.05, randomSource(seed).uniform, 50);
        expect(movingBlockBootstrap(values, 0.05, randomSource(seed).uniform, 50)).toEqual(interval);
        if (values.length < 6) expect(interval).toEqual(unbounded);
        else expect(Math.min(...values) <= interval.low && interval.high <= Math.max(...values)).toBe(true);
      }),
    );
  });

  test('of equal values is a point', () => {
    expect(movingBlockBootstrap(new Float64Array(20).fill(2), 0.05, () => 0.999999)).toEqual({
      low: 2,
      high: 2,
    });
  });

  test('covers the median of autoregressive values more often than the interval that ignores dependence', () => {
    const blocks = shareOf(400, ({ autoregressive, uniform }) =>
      contains(movingBlockBootstrap(autoregressive(150, 0.7), 0.05, uniform, 199), 0),
    );
    const naive = shareOf(400, ({ autoregressive }) =>
      contains(signInterval(autoregressive(150, 0.7), 0.05), 0),
    );
    expect(blocks).toBeGreaterThan(naive + 0.08);
  });
});
