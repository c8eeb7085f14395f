import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, test } from 'vitest';
import { birthdayPairs, bitBalance, holm, rangeBits } from '../../src/statistics/index.ts';

/** n draws, uniform over the whole numbers below 2^bits. */
function draws(n: number, bits: number, seed: number): number[] {
  const generator = xoroshiro128plus(seed);
  const high = Math.max(0, bits - 26);
  return Array.from({ length: n }, () => {
    const low = uniformInt(generator, 0, 2 ** Math.min(bits, 26) - 1);
    return low + (high > 0 ? uniformInt(generator, 0, 2 ** high - 1) * 2 ** 26 : 0);
  });
}

describe('holm', () => {
  test('rejects step by step, and stops at the first that stands', () => {
    // Holm's procedure by hand: 0.005 <= 0.05/4, 0.01 <= 0.05/3, 0.03 > 0.05/2.
    expect(holm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true]);
    expect(holm([], 0.05)).toEqual([]);
    expect(() => holm([0.1], 1)).toThrow(RangeError);
  });

  test('rejects all that Bonferroni rejects, and nothing above alpha', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pValues) => {
        const rejected = holm(pValues, 0.05);
        for (const [index, p] of pValues.entries()) {
          if (p <= 0.05 / pValues.length) expect(rejected[index]).toBe(true);
          if (p > 0.05) expect(rejected[index]).toBe(false);
        }
      }),
    );
  });
});

describe('bitBalance', () => {
  const kinds = (values: readonly number[], kind: string): number[] =>
    bitBalance(values, 0.01)
      .filter((one) => one.kind === kind)
      .map(({ bit }) => bit);

  test('finds exactly the bits that are drawn', () => {
    const shifted = draws(2000, 28, 1).map((value) => value * 4096 + 7);
    expect(kinds(shifted, 'balanced')).toEqual(Array.from({ length: 28 }, (_, i) => i + 12));
    expect(kinds(shifted, 'skewed')).toEqual([]);
  });

  test('calls a bit that is 1 in a third of the values skewed', () => {
    const values = Array.from({ length: 1500 }, (_, i) => (i % 3 === 0 ? 2 ** 40 : 0));
    expect(kinds(values, 'skewed')).toEqual([40]);
    expect(bitBalance(values, 0.01)[40]?.ones).toBe(500);
  });

  test('calls a balanced bit skewed no oftener than alpha', () => {
    let wrong = 0;
    for (let seed = 0; seed < 300; seed++)
      wrong += kinds(draws(200, 20, seed + 10), 'skewed').length > 0 ? 1 : 0;
    expect(wrong).toBeLessThanOrEqual(9); // P(Bin(300, 0.01) > 9) is 0.001
  });

  test('counts the highest bit that a double holds, and refuses what it does not', () => {
    expect(bitBalance([2 ** 52, 0], 0.01)[52]?.ones).toBe(1);
    expect(() => bitBalance([2 ** 53], 0.01)).toThrow(RangeError);
    expect(() => bitBalance([-1], 0.01)).toThrow(RangeError);
    expect(() => bitBalance([0.5], 0.01)).toThrow(RangeError);
  });
});

describe('rangeBits', () => {
  test('numbers the places between the lowest and the highest', () => {
    expect(rangeBits([4096, 8192, 5 * 4096])).toEqual({
      low: 4096,
      high: 20480,
      step: 4096,
      bits: Math.log2(5),
    });
    expect(rangeBits([9, 9])).toEqual({ low: 9, high: 9, step: 0, bits: 0 });
    expect(() => rangeBits([])).toThrow(RangeError);
  });

  test('is near the bits drawn, and never above them', () => {
    for (const bits of [4, 13, 18, 28, 30]) {
      const range = rangeBits(draws(3000, bits, bits).map((value) => value * 16));
      expect(range.step).toBe(16);
      expect(range.bits).toBeGreaterThan(bits - 0.01);
      expect(range.bits).toBeLessThanOrEqual(bits);
    }
  });
});

describe('birthdayPairs', () => {
  test('counts pairs, and takes what is always equal for no entropy', () => {
    expect(birthdayPairs([1, 1, 1, 2, 2, 3], 0.05)).toMatchObject({ pairs: 4, ofPairs: 15 });
    const constant = birthdayPairs(Array(100).fill(7), 0.05);
    expect(constant).toMatchObject({ bits: 0, interval: { low: 0, high: 0 } });
  });

  test('without a pair says the least that there is, and no more', () => {
    const distinct = Array.from({ length: 2000 }, (_, i) => i);
    const { bits, interval } = birthdayPairs(distinct, 0.05);
    // No event among m: at most -ln(alpha/2)/m.
    expect(interval.low).toBeCloseTo(Math.log2((2000 * 1999) / 2 / -Math.log(0.025)), 4);
    expect([bits, interval.high]).toEqual([Infinity, Infinity]);
  });

  test('of one value or none says nothing', () => {
    for (const values of [[], [3]])
      expect(birthdayPairs(values, 0.05).interval).toEqual({ low: 0, high: Infinity });
  });

  test.each([
    [6, 400],
    [13, 1000],
    [18, 2000],
  ])('covers %i bits drawn %i times as often as it says', (bits, n) => {
    let missed = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { interval } = birthdayPairs(draws(n, bits, 1000 * bits + seed), 0.05);
      if (interval.low > bits || interval.high < bits) missed++;
    }
    expect(missed).toBeLessThanOrEqual(20); // P(Bin(200, 0.05) > 20) is 0.001
  });

  test('covers the collision entropy of values that differ in frequency', () => {
    // Half of all draws are one value, the others one of 256: collision probability 1/4 + 1/4/256.
    const truth = -Math.log2(0.25 + 0.25 / 256);
    let missed = 0;
    for (let seed = 0; seed < 200; seed++) {
      const values = draws(400, 9, 5000 + seed).map((value) => (value < 256 ? 0 : value));
      const { interval } = birthdayPairs(values, 0.05);
      if (interval.low > truth || interval.high < truth) missed++;
    }
    expect(missed).toBeLessThanOrEqual(20);
  });
});
