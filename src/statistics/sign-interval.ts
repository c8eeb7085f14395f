/** The exact interval of a median for a sample size fixed beforehand: the sign test, inverted. */

import { binomialHalfCdf } from './binomial.ts';
import type { Interval } from './interval.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { requireAlpha, requireCount } from './preconditions.ts';
import { sorted } from './quantile.ts';

/**
 * The largest k with 2·P(Bin(n, 1/2) <= k-1) <= alpha; 0 when n is too small for any bounded interval
 * (below 6 at alpha = 0.05, below 8 at 0.01). O(sqrt(n) log n).
 */
export function signIntervalRank(n: number, alpha: number): number {
  requireCount(n);
  requireAlpha(alpha);
  let possible = 0;
  let impossible = Math.floor(n / 2) + 2;
  while (impossible - possible > 1) {
    const k = Math.floor((possible + impossible) / 2);
    if (2 * binomialHalfCdf(k - 1, n) <= alpha) possible = k;
    else impossible = k;
  }
  return possible;
}

/**
 * Interval of the median, in the unit of the values, that covers it with probability at least 1 - alpha for every
 * distribution, ties included, when the values are independent and n did not depend on them. To look more than
 * once, use `confidenceSequence`. Source: David & Nagaraja, Order Statistics (2003), section 7.1.
 */
export function signInterval(values: ArrayLike<number>, alpha: number): Interval {
  return orderStatisticInterval(sorted(values), signIntervalRank(values.length, alpha));
}
