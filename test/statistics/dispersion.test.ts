import fc from 'fast-check';
import * as simple from 'simple-statistics';
import { describe, expect, test } from 'vitest';
import { coefficientOfVariation, relativeDispersion } from '../../src/statistics/index.ts';

const times = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 40 });

describe('dispersion', () => {
  test('coefficient of variation agrees with simple-statistics', () => {
    fc.assert(
      fc.property(times, (values) => {
        expect(coefficientOfVariation(values)).toBeCloseTo(simple.coefficientOfVariation(values), 9);
      }),
    );
  });

  test('both are free of the unit', () => {
    fc.assert(
      fc.property(times, (values) => {
        const inOtherUnit = values.map((value) => value * 1000);
        const logs = (x: number[]): number[] => x.map(Math.log);
        expect(coefficientOfVariation(inOtherUnit)).toBeCloseTo(coefficientOfVariation(values), 9);
        expect(relativeDispersion(logs(inOtherUnit))).toBeCloseTo(relativeDispersion(logs(values)), 9);
      }),
    );
  });

  test('relative dispersion reads as a percentage and ignores one wild value', () => {
    const logs = [1, 1.01, 1.02, 1.03, 1.04].map(Math.log);
    expect(relativeDispersion(logs)).toBeCloseTo(Math.log(1.03 / 1.01), 12);
    expect(relativeDispersion([...logs.slice(0, 4), Math.log(1000)])).toBeCloseTo(Math.log(1.03 / 1.01), 12);
  });

  test('of equal values is 0, of too few NaN', () => {
    expect([coefficientOfVariation([3, 3, 3]), relativeDispersion([2, 2])]).toEqual([0, 0]);
    expect([coefficientOfVariation([3]), relativeDispersion([])]).toEqual([Number.NaN, Number.NaN]);
  });
});
