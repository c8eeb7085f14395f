import fc from 'fast-check';
import jstat from 'jstat';
import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../src/statistics/index.ts';

describe('normalQuantile', () => {
  test.each([
    [0.975, 1.959963984540054],
    [0.995, 2.5758293035489004],
    [0.3, -0.5244005127080409],
    [0.9999, 3.719016485455709],
    [1e-10, -6.361340902404056],
    [0.5, 0],
  ])('at %d is scipy.stats.norm.ppf', (p, expected) => {
    expect(Math.abs(normalQuantile(p) - expected)).toBeLessThan(1e-14 * (1 + Math.abs(expected)));
  });

  test('agrees with jstat and with the looser simple-statistics', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (p) => {
        expect(normalQuantile(p)).toBeCloseTo(jstat.jStat.normal.inv(p, 0, 1), 6);
        expect(normalQuantile(p)).toBeCloseTo(simple.probit(p), 1);
      }),
    );
  });

  test('has its limits at 0 and 1 and refuses what is beyond', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(() => normalQuantile(1.01)).toThrow(RangeError);
  });
});
