/** Which of two arms scatters more, without assuming a distribution and without mistaking drift for scatter. */

import { anytimeRank } from './anytime-rank.ts';
import { exponentiate, type Interval } from './interval.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { requireSameLength } from './preconditions.ts';
import { quantileOfSorted, sorted } from './quantile.ts';

/** Ratio of dispersions, a over b. */
export interface DispersionRatio {
  /** exp of the median ln ratio; NaN for n = 0, or when it falls between 0 and Infinity. */
  readonly ratio: number;
  /** Interval of the ratio, 0..Infinity. */
  readonly interval: Interval;
  /** Pairs of blocks compared. */
  readonly n: number;
}

/**
 * Compares the dispersion of two block-aligned series of ln times. Successive blocks 2i and 2i+1 give each arm the
 * change u = |ln t(2i+1) - ln t(2i)|, in which slow drift cancels; pairs are disjoint, hence independent. If both arms
 * scatter alike, ln(u_a/u_b) is as often positive as negative, so its median gets an order-statistic interval. A pair in
 * which neither arm changed says nothing and is skipped; one in which a single arm changed counts as ±Infinity.
 * `intervalRank` is `anytimeRank` (may be looked at repeatedly) or `signIntervalRank` (number of blocks fixed).
 * Throws RangeError for unequal lengths.
 */
export function dispersionRatio(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  alpha: number,
  intervalRank: (n: number, alpha: number) => number = anytimeRank,
): DispersionRatio {
  const ascending = sorted(logDispersionRatios(a, b));
  const n = ascending.length;
  return {
    ratio: Math.exp(quantileOfSorted(ascending, 0.5)),
    interval: exponentiate(orderStatisticInterval(ascending, intervalRank(n, alpha))),
    n,
  };
}

/** The ln(u_a/u_b) of each pair of blocks that `dispersionRatio` orders; ±Infinity where a single arm changed. */
export function logDispersionRatios(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  requireSameLength(a, b);
  const logRatios: number[] = [];
  for (let i = 0; i + 1 < a.length; i += 2) {
    const changeA = Math.abs(a[i + 1]! - a[i]!);
    const changeB = Math.abs(b[i + 1]! - b[i]!);
    if (changeA !== 0 || changeB !== 0) logRatios.push(Math.log(changeA) - Math.log(changeB));
  }
  return logRatios;
}
