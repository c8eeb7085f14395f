/** A trend that outliers cannot bend: the median of the slopes between all pairs of points. */

import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { requireAlpha, requireSameLength } from './preconditions.ts';
import { quantileOfSorted, sorted } from './quantile.ts';

/** Slope of y on x, in units of y per unit of x. */
export interface TheilSen {
  /** NaN when no two points differ in x. */
  readonly slope: number;
  readonly interval: Interval;
  /** Points, not pairs. */
  readonly n: number;
}

/**
 * Theil–Sen slope with Sen's interval from Kendall's tau: normal approximation, corrected for ties in x, ranks rounded
 * outward. Good from about 10 points; residuals must be independent and alike, no more. Keeps all n(n-1)/2 slopes in
 * memory: 2000 points take 32 MB and some tenths of a second. Throws RangeError for unequal lengths.
 * Source: Sen, J. Am. Stat. Assoc. 63 (1968) 1379-1389.
 */
export function theilSen(x: ArrayLike<number>, y: ArrayLike<number>, alpha: number): TheilSen {
  requireSameLength(x, y);
  requireAlpha(alpha);
  const slopes = sorted(pairwiseSlopes(x, y));
  const spread = normalQuantile(1 - alpha / 2) * Math.sqrt(kendallVariance(x));
  const rank = Math.max(0, Math.floor((slopes.length - spread) / 2));
  return {
    slope: quantileOfSorted(slopes, 0.5),
    interval: orderStatisticInterval(slopes, rank),
    n: x.length,
  };
}

function pairwiseSlopes(x: ArrayLike<number>, y: ArrayLike<number>): Float64Array {
  const slopes = new Float64Array((x.length * (x.length - 1)) / 2);
  let count = 0;
  for (let i = 1; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      if (x[i] !== x[j]) slopes[count++] = (y[i]! - y[j]!) / (x[i]! - x[j]!);
    }
  }
  return slopes.subarray(0, count);
}

/**
 * Variance of Kendall's S when y does not depend on x: n(n-1)(2n+5)/18 less the same for every group of equal x. Ties
 * in y get no correction: what Sen tests is y - slope·x, and leaving it out can only widen the interval.
 */
function kendallVariance(x: ArrayLike<number>): number {
  const ascending = sorted(x);
  const untied = (n: number): number => (n * (n - 1) * (2 * n + 5)) / 18;
  let total = untied(ascending.length);
  for (let start = 0, i = 1; i <= ascending.length; i++) {
    if (ascending[i] === ascending[start]) continue;
    total -= untied(i - start);
    start = i;
  }
  return total;
}
