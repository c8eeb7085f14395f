/** The interval between an order statistic and its mirror image: the shape of every sign-based median interval. */

import { type Interval, unbounded } from './interval.ts';
import { requireCount } from './preconditions.ts';

/**
 * [d_(rank), d_(n-rank+1)] of an ascending sample, ranks counted from 1; rank 0 stands for the unbounded interval.
 * Throws RangeError for a rank beyond the middle, where the ends would cross.
 */
export function orderStatisticInterval(ascending: ArrayLike<number>, rank: number): Interval {
  requireCount(rank);
  if (rank === 0) return unbounded;
  const n = ascending.length;
  if (2 * rank > n + 1) throw new RangeError(`rank ${rank} lies beyond the middle of ${n} values`);
  return { low: ascending[rank - 1]!, high: ascending[n - rank]! };
}
