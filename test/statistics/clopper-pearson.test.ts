import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { binomialLogPmf, clopperPearson } from '../../src/statistics/index.ts';

/** P(Bin(n, p) is one of from..to). */
function probability(from: number, to: number, n: number, p: number): number {
  let sum = 0;
  for (let k = from; k <= to; k++) sum += Math.exp(binomialLogPmf(k, n, p));
  return sum;
}

describe('clopperPearson', () => {
  // Closed forms: nothing of n is (alpha/2)^(1/n) from the top, all of n from the bottom.
  test.each([1, 10, 100, 5000])('of none and of all %i trials is the closed form', (n) => {
    const end = 0.025 ** (1 / n);
    expect(clopperPearson(0, n, 0.05).low).toBe(0);
    expect(clopperPearson(0, n, 0.05).high).toBeCloseTo(1 - end, 12);
    expect(clopperPearson(n, n, 0.05).low).toBeCloseTo(end, 12);
    expect(clopperPearson(n, n, 0.05).high).toBe(1);
  });

  test.each([
    // R: binom.test(k, n)$conf.int
    [1, 10, 0.002528579, 0.4450161],
    [5, 10, 0.187086, 0.812914],
    [8, 20, 0.1911901, 0.6394574],
  ])('of %i of %i is known', (k, n, low, high) => {
    const interval = clopperPearson(k, n, 0.05);
    expect(interval.low).toBeCloseTo(low, 5);
    expect(interval.high).toBeCloseTo(high, 5);
  });

  test('agrees with the beta quantiles of jstat', () => {
    for (const n of [3, 25, 200]) {
      for (const k of [1, 2, n - 1]) {
        const { low, high } = clopperPearson(k, n, 0.1);
        expect(low).toBeCloseTo(jstat.jStat.beta.inv(0.05, k, n - k + 1), 6);
        expect(high).toBeCloseTo(jstat.jStat.beta.inv(0.95, k + 1, n - k), 6);
      }
    }
  });

  test('has tails of alpha/2 at its ends', () => {
    for (const [k, n] of [
      [3, 50],
      [17, 1000],
      [499, 500],
    ] as const) {
      const { low, high } = clopperPearson(k, n, 0.05);
      expect(probability(k, n, n, low)).toBeCloseTo(0.025, 8);
      expect(probability(0, k, n, high)).toBeCloseTo(0.025, 8);
    }
  });

  test('of no trials is everything', () => {
    expect(clopperPearson(0, 0, 0.05)).toEqual({ low: 0, high: 1 });
  });

  test('refuses counts that cannot be', () => {
    expect(() => clopperPearson(3, 2, 0.05)).toThrow(RangeError);
    expect(() => clopperPearson(1.5, 2, 0.05)).toThrow(RangeError);
    expect(() => clopperPearson(1, 2, 0)).toThrow(RangeError);
  });
});
