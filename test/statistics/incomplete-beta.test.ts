import fc from 'fast-check';
import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { binomialLogPmf, incompleteBeta } from '../../src/statistics/index.ts';

describe('incompleteBeta', () => {
  test('is the tail of a binomial: P(Bin(n, p) >= k) = I_p(k, n - k + 1)', () => {
    for (const n of [1, 7, 40, 1000]) {
      for (const p of [0.01, 0.3, 0.5, 0.97]) {
        for (const k of [1, Math.ceil(n / 3), n]) {
          let tail = 0;
          for (let i = k; i <= n; i++) tail += Math.exp(binomialLogPmf(i, n, p));
          expect(incompleteBeta(p, k, n - k + 1)).toBeCloseTo(tail, 10);
        }
      }
    }
  });

  test('agrees with jstat', () => {
    for (const a of [0.5, 1, 3, 60]) {
      for (const b of [0.5, 2, 45]) {
        for (const x of [0.001, 0.2, 0.5, 0.9, 0.999]) {
          expect(incompleteBeta(x, a, b)).toBeCloseTo(jstat.jStat.beta.cdf(x, a, b), 6);
        }
      }
    }
  });

  const shape = fc.double({ min: 0.5, max: 500, noNaN: true });

  test('rises from 0 to 1', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(place, place, shape, shape, (x, y, a, b) => {
        const [low, high] = [Math.min(x, y), Math.max(x, y)].map((at) => incompleteBeta(at, a, b));
        expect(low as number).toBeLessThanOrEqual((high as number) + 1e-12);
      }),
    );
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
  });

  test('mirrors', () => {
    // Places whose distance to 1 is a double too: 1 - 4e-22 is 1, and the mirror of another place.
    const place = fc.integer({ min: 0, max: 2 ** 52 }).map((steps) => steps / 2 ** 52);
    fc.assert(
      fc.property(place, shape, shape, (x, a, b) => {
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('refuses what is outside its domain', () => {
    for (const [x, a, b] of [
      [-0.1, 1, 1],
      [1.1, 1, 1],
      [Number.NaN, 1, 1],
      [0.5, 0, 1],
      [0.5, 1, -1],
    ] as const) {
      expect(() => incompleteBeta(x, a, b)).toThrow(RangeError);
    }
  });
});
