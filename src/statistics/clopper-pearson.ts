/** The exact interval of a proportion: how often something happens, from how often it did. */

import { incompleteBeta } from './incomplete-beta.ts';
import type { Interval } from './interval.ts';
import { requireAlpha, requireCount } from './preconditions.ts';

/**
 * The interval that misses the true proportion with probability at most alpha, from k of n independent trials: the
 * proportions at which k or more, and k or fewer, still have probability alpha/2. 0..1 for n = 0.
 * Throws RangeError for counts that are not whole, k above n, or alpha outside 0..1.
 * Source: Clopper & Pearson, Biometrika 26 (1934).
 */
export function clopperPearson(k: number, n: number, alpha: number): Interval {
  requireCount(k);
  requireCount(n);
  requireAlpha(alpha);
  if (k > n) throw new RangeError(`${k} of ${n} trials is more than all`);
  return {
    low: k === 0 ? 0 : betaQuantile(alpha / 2, k, n - k + 1),
    high: k === n ? 1 : betaQuantile(1 - alpha / 2, k + 1, n - k),
  };
}

/** The x with I_x(a, b) = p, by halving until neighbouring numbers are reached. */
function betaQuantile(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
}
