import jstat from 'jstat';
import { describe, expect, test } from 'vitest';
import { studentQuantile } from '../../src/statistics/index.ts';

describe('studentQuantile', () => {
  // scipy.stats.t.ppf at 0.9, 0.975 and 0.995.
  test.each([
    [1, 3.0776835371752544, 12.706204736174694, 63.656741162871526],
    [2, 1.8856180831641272, 4.302652729749462, 9.924843200918287],
    [3, 1.637744353696209, 3.1824463052837078, 5.840909309733355],
    [5, 1.4758840488244815, 2.5705818356363146, 4.032142983555228],
    [29, 1.311433647301551, 2.045229642132703, 2.756385903670605],
    [100, 1.290074761346516, 1.9839715185235518, 2.6258905214380173],
    [2000, 1.2819750006831374, 1.9611508260994377, 2.5782897875575186],
    [100_000, 1.2815600314493614, 1.9599877075346095, 2.575878469908375],
  ])('with %d degrees of freedom', (degreesOfFreedom, ...expected) => {
    const found = [0.9, 0.975, 0.995].map((p) => studentQuantile(p, degreesOfFreedom));
    found.forEach((value, i) => {
      expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-9);
    });
  });

  test('agrees with jstat on both sides of the middle', () => {
    for (const p of [0.01, 0.2, 0.45, 0.6, 0.999]) {
      for (let degreesOfFreedom = 1; degreesOfFreedom <= 40; degreesOfFreedom++) {
        const expected = jstat.jStat.studentt.inv(p, degreesOfFreedom);
        expect(studentQuantile(p, degreesOfFreedom)).toBeCloseTo(expected, 5);
      }
    }
  });

  test('does not jump where the two methods meet', () => {
    const step = studentQuantile(0.995, 1000) - studentQuantile(0.995, 1001);
    // The slope there is -(z² + 1)z/4 / dof², z = 2.5758: 4.92e-6.
    expect(step).toBeGreaterThan(4.8e-6);
    expect(step).toBeLessThan(5.05e-6);
  });

  test('refuses wrong input', () => {
    expect(() => studentQuantile(0.5, 0)).toThrow(RangeError);
    expect(() => studentQuantile(1, 3)).toThrow(RangeError);
  });
});
