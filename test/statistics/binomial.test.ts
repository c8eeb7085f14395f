import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { binomialHalfCdf, binomialLogPmf } from '../../src/statistics/index.ts';

/** Pascal's triangle in whole numbers of any size: the exact probability, rounded once. */
function exactHalfCdf(k: number, n: number): number {
  let choose = 1n;
  let sum = 1n;
  for (let i = 1n; i <= BigInt(k); i++) {
    choose = (choose * (BigInt(n) - i + 1n)) / i;
    sum += choose;
  }
  return Number((sum * 10n ** 40n) >> BigInt(n)) / 1e40;
}

describe('binomialHalfCdf', () => {
  test('equals exact whole-number sums for every k up to n = 60', () => {
    for (let n = 1; n <= 60; n++) {
      for (let k = 0; k <= n; k++) {
        expect(Math.abs(binomialHalfCdf(k, n) / exactHalfCdf(k, n) - 1)).toBeLessThan(1e-12);
      }
    }
  });

  test.each([
    [450, 1000, 0.0008652680424881588], // mpmath
    [50, 200, 4.1965104378023807e-13], // mpmath
    [499_000, 1_000_000, 0.0228041499326948], // scipy.stats.binom
    [500_000, 1_000_000, 0.5003989421806654], // scipy.stats.binom
  ])('P(Bin(n, 1/2) <= %d), n = %d', (k, n, expected) => {
    expect(Math.abs(binomialHalfCdf(k, n) / expected - 1)).toBeLessThan(2e-8);
  });

  test('is 0 below the support, 1 above it', () => {
    expect([binomialHalfCdf(-1, 5), binomialHalfCdf(5, 5), binomialHalfCdf(0, 0)]).toEqual([0, 1, 1]);
  });

  test('refuses a count that is not whole', () => {
    expect(() => binomialHalfCdf(1, 2.5)).toThrow(RangeError);
  });
});

describe('binomialLogPmf', () => {
  test('agrees with jstat', () => {
    for (const p of [0.1, 0.5, 0.93]) {
      for (let k = 0; k <= 30; k++) {
        expect(Math.exp(binomialLogPmf(k, 30, p))).toBeCloseTo(jstat.jStat.binomial.pdf(k, 30, p), 10);
      }
    }
  });

  test('knows certainty and impossibility', () => {
    expect(binomialLogPmf(0, 7, 0)).toBeCloseTo(0, 12);
    expect(binomialLogPmf(1, 7, 0)).toBe(-Infinity);
    expect(binomialLogPmf(8, 7, 0.5)).toBe(-Infinity);
    expect(() => binomialLogPmf(1, 7, 1.1)).toThrow(RangeError);
  });
});
