/** An interval of the median of a dependent series: resampling whole blocks keeps the dependence inside them. */

import { type Interval, unbounded } from './interval.ts';
import { requireAlpha } from './preconditions.ts';
import { quantileOfSorted, sorted } from './quantile.ts';
import { signIntervalRank } from './sign-interval.ts';

/**
 * Percentile interval of the median, in the unit of the values, from `resamples` series glued of random overlapping
 * blocks of ceil(n^(1/3)) successive values. `random` returns uniform numbers in [0, 1). Coverage is approximate
 * and short of 1 - alpha: at alpha = 0.05 simulated autoregressions of 150 values were covered to 88 % (coefficient 0.5)
 * and 83 % (0.7), where the sign interval reached 82 and 68 %. A second opinion, not a verdict. Unbounded when even n independent values would bound nothing.
 * O(resamples·n·log n). Source: Künsch, Ann. Stat. 17 (1989).
 */
export function movingBlockBootstrap(
  values: ArrayLike<number>,
  alpha: number,
  random: () => number,
  resamples = 999,
): Interval {
  requireAlpha(alpha);
  if (signIntervalRank(values.length, alpha) === 0) return unbounded;
  const medians = new Float64Array(resamples);
  const resample = new Float64Array(values.length);
  for (let i = 0; i < resamples; i++) {
    drawBlocks(values, random, resample);
    medians[i] = quantileOfSorted(resample.sort(), 0.5);
  }
  const ascending = sorted(medians);
  return { low: quantileOfSorted(ascending, alpha / 2), high: quantileOfSorted(ascending, 1 - alpha / 2) };
}

/** Length of the blocks: ceil(n^(1/3)). */
export function movingBlockLength(n: number): number {
  // cbrt(27) may round to just above 3; a block of 4 there would contradict the definition.
  const root = Math.round(Math.cbrt(n));
  return root ** 3 >= n ? root : root + 1;
}

function drawBlocks(values: ArrayLike<number>, random: () => number, into: Float64Array): void {
  const n = values.length;
  const length = movingBlockLength(n);
  for (let filled = 0; filled < n; filled += length) {
    const start = Math.floor(random() * (n - length + 1));
    for (let i = 0; i < length && filled + i < n; i++) into[filled + i] = values[start + i]!;
  }
}
