import { describe, expect, test } from 'vitest';
import { anytimeRank, signIntervalRank } from '../../src/statistics/index.ts';

/** E_n(s) as an exact product of bets: the predictive chance of each sign under Beta(1/2, 1/2), against 1/2. */
function wealth(n: number, s: number): number {
  let product = 1;
  for (let i = 0; i < s; i++) product *= (2 * (i + 0.5)) / (i + 1);
  for (let i = 0; i < n - s; i++) product *= (2 * (i + 0.5)) / (s + i + 1);
  return product;
}

describe('anytimeRank', () => {
  // research/statistics.md, 5.5; those from 1000 up by scipy.special.betaln.
  test.each([
    [8, 0.05, 1],
    [12, 0.05, 2],
    [16, 0.05, 3],
    [24, 0.05, 5],
    [32, 0.05, 8],
    [48, 0.05, 14],
    [64, 0.05, 20],
    [96, 0.05, 32],
    [128, 0.05, 46],
    [256, 0.05, 101],
    [1000, 0.05, 443],
    [10_000, 0.01, 4783],
    [1_000_000, 0.05, 497_750],
    [1_000_000, 0.01, 497_578],
  ])('n = %d, alpha = %d: %d', (n, level, rank) => {
    expect(anytimeRank(n, level)).toBe(rank);
  });

  test('is the smallest count whose wealth stays below 1/alpha, for every n up to 200', () => {
    for (const level of [0.05, 0.01, 0.3]) {
      for (let n = 0; n <= 200; n++) {
        let smallest = 0;
        while (wealth(n, smallest) >= 1 / level) smallest++;
        expect(anytimeRank(n, level)).toBe(smallest);
      }
    }
  });

  test('bounds something first at n = 7 for 0.05 and n = 10 for 0.01', () => {
    // E_n(0) = C(2n, n)/2^n: 14.4 at 6, 26.8 at 7; 95.0 at 9, 180.4 at 10.
    expect([0, 1, 6, 7].map((n) => anytimeRank(n, 0.05))).toEqual([0, 0, 0, 1]);
    expect([9, 10].map((n) => anytimeRank(n, 0.01))).toEqual([0, 1]);
  });

  test('pays for looking: never a higher rank than the fixed-n interval', () => {
    for (let n = 0; n <= 500; n++)
      expect(anytimeRank(n, 0.05)).toBeLessThanOrEqual(signIntervalRank(n, 0.05));
  });

  test('refuses wrong input', () => {
    expect(() => anytimeRank(-1, 0.05)).toThrow(RangeError);
    expect(() => anytimeRank(10, 1)).toThrow(RangeError);
  });
});
