import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anytimeRank, contains, dispersionRatio, signIntervalRank } from '../../src/statistics/index.ts';
import { shareOf } from './random-source.ts';

const pairs = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
  maxLength: 60,
});

describe('dispersionRatio', () => {
  test('takes disjoint pairs of successive blocks', () => {
    // Changes of a: 3, 8; of b: 1, 2; the fifth block has no partner. Median of ln 3 and ln 4 is ln sqrt(12).
    const { ratio, n, interval } = dispersionRatio([0, 3, 100, 108, 7], [5, 6, 9, 7, 1], 0.05);
    expect(ratio).toBeCloseTo(Math.sqrt(12), 12);
    expect(n).toBe(2);
    expect(interval).toEqual({ low: 0, high: Infinity });
  });

  test('swapping the arms inverts it; adding a trend to both changes nothing', () => {
    fc.assert(
      fc.property(pairs, (blocks) => {
        const [a, b] = [blocks.map(([x]) => x), blocks.map(([, y]) => y)];
        const [forward, backward] = [dispersionRatio(a, b, 0.05), dispersionRatio(b, a, 0.05)];
        expect(backward.n).toBe(forward.n);
        if (Number.isFinite(Math.log(forward.ratio)))
          expect(forward.ratio * backward.ratio).toBeCloseTo(1, 9);
        if (Number.isFinite(Math.log(forward.interval.low))) {
          expect(forward.interval.low * backward.interval.high).toBeCloseTo(1, 9);
        }
        const stepped = (x: number[]): number[] => x.map((value, i) => value + 1000 * Math.floor(i / 2));
        expect(dispersionRatio(stepped(a), stepped(b), 0.05)).toEqual(forward);
        if (forward.n > 0 && !Number.isNaN(forward.ratio))
          expect(contains(forward.interval, forward.ratio)).toBe(true);
      }),
    );
  });

  test('skips pairs in which nothing changed, orders those in which one arm did', () => {
    const still = new Float64Array(40);
    const moving = Float64Array.from({ length: 40 }, (_, i) => i % 2);
    expect(dispersionRatio(still, still, 0.05)).toEqual({
      ratio: Number.NaN,
      interval: { low: 0, high: Infinity },
      n: 0,
    });
    expect(dispersionRatio(moving, still, 0.05)).toEqual({
      ratio: Infinity,
      interval: { low: Infinity, high: Infinity },
      n: 20,
    });
    expect(dispersionRatio(still, moving, 0.05).interval).toEqual({ low: 0, high: 0 });
  });

  test('of nothing and of one block; refuses unequal lengths', () => {
    expect(dispersionRatio([], [], 0.05).n).toBe(0);
    expect(dispersionRatio([1], [2], 0.05).ratio).toBeNaN();
    expect(() => dispersionRatio([1, 2], [1], 0.05)).toThrow(RangeError);
  });
});

describe('dispersionRatio on simulated arms', () => {
  /** Skewed scatter around a shared drift that outgrows it many times. */
  const excludesOne = (rank: typeof anytimeRank, factor: number, blocks: number) =>
    shareOf(1500, ({ skewed }) => {
      const drifting = (scale: number): number[] =>
        Array.from({ length: blocks }, (_, i) => i / 50 + scale * skewed());
      const { interval } = dispersionRatio(drifting(factor), drifting(1), 0.05, rank);
      return !contains(interval, 1);
    });

  test('arms that scatter alike are told apart in at most 5 % of runs', () => {
    expect(excludesOne(anytimeRank, 1, 100)).toBeLessThanOrEqual(0.05);
    // Exact for 50 pairs, k = 18: 2·P(Bin(50, 1/2) <= 17) = 0.033; the rest is chance of the simulation.
    expect(excludesOne(signIntervalRank, 1, 100)).toBeLessThanOrEqual(0.05);
  });

  test('three times the scatter is found in 200 blocks nearly always', () => {
    expect(excludesOne(anytimeRank, 3, 200)).toBeGreaterThan(0.95);
  });
});
