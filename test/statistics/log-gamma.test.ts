import fc from 'fast-check';
import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { logGamma } from '../../src/statistics/index.ts';

/** From mpmath's arbitrary-precision loggamma. */
const KNOWN: [number, number][] = [
  [0.5, 0.5723649429247001],
  [0.75, 0.20328095143129538],
  [1.5, -0.12078223763524522],
  [2.5, 0.2846828704729192],
  [3.7, 1.428072326665388],
  [10.3, 13.482036786138359],
  [100.5, 361.4355404677776],
  [12345.678, 103959.91990554606],
  [1e6, 12815504.569147611],
  [1e7, 151180949.3694739],
];

describe('logGamma', () => {
  test.each(KNOWN)('of %d', (x, expected) => {
    expect(Math.abs(logGamma(x) / expected - 1)).toBeLessThan(1e-12);
  });

  test('is 0 at 1 and 2', () => {
    expect(Math.abs(logGamma(1))).toBeLessThan(1e-14);
    expect(Math.abs(logGamma(2))).toBeLessThan(1e-14);
  });

  test('follows Γ(x+1) = xΓ(x) across the seam of the two methods', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1e4, noNaN: true }), (x) => {
        const difference = logGamma(x + 1) - logGamma(x) - Math.log(x);
        expect(Math.abs(difference)).toBeLessThan(1e-13 * (1 + Math.abs(logGamma(x))));
      }),
    );
  });

  test('agrees with jstat', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1e5, noNaN: true }), (x) => {
        expect(Math.abs(logGamma(x) - jstat.jStat.gammaln(x))).toBeLessThan(1e-9 * (1 + logGamma(x) ** 2));
      }),
    );
  });

  test.each([0, -1, Number.NaN])('refuses %d', (x) => {
    expect(() => logGamma(x)).toThrow(RangeError);
  });
});
